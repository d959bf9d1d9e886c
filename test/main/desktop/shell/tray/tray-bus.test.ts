// Asks for a tray host on a real, private session bus, with the project's own tray and with a watcher without a host.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type BusConnection, connectBus } from '../../../../../build/virtual-desktop/bus-connection.mjs';
import { connectTrayBus, type TrayBus } from '../../../../../main/desktop/shell/tray/tray-bus';
import { type DesktopSession, openDesktopSession } from '../../../../support/desktop-session';
import { startTrayHost } from '../../../../support/tray-host';
import { waitUntil } from '../../../../support/wait-until';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const PROPERTIES = 'org.freedesktop.DBus.Properties';

let desktop: DesktopSession;
const disposers: (() => Promise<void> | void)[] = [];

beforeEach(async () => {
  desktop = await openDesktopSession({ display: false, keyring: 'none', trayHost: false });
  disposers.push(() => desktop.dispose());
  // The variable in which the library looks for the bus.
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', desktop.busAddress);
  disposers.push(() => void vi.unstubAllEnvs());
});
afterEach(async () => {
  for (let next = disposers.pop(); next; next = disposers.pop()) await next();
});

async function connect(): Promise<TrayBus> {
  const bus = await connectTrayBus();
  disposers.push(() => bus.dispose());
  return bus;
}

/** A watcher that reports whether a host is registered, and the registered icons. */
async function startWatcher(hasHost: () => boolean, icons = (): readonly string[] => []): Promise<BusConnection> {
  const connection = await connectBus(desktop.busAddress);
  disposers.push(() => connection.dispose());
  connection.serve((message) => {
    if (message.interface !== PROPERTIES || message.member !== 'Get') return undefined;
    const isForIcons = message.body[1] === 'RegisteredStatusNotifierItems';
    if (isForIcons) return ['v', [{ signature: 'as', value: icons() }]];
    const isAsked = message.body[1] === 'IsStatusNotifierHostRegistered';
    return ['v', [{ signature: 'b', value: isAsked && hasHost() }]];
  });
  await connection.requestName(WATCHER);
  return connection;
}

it('knows of no host on a bus without a watcher, and of one that comes and goes, and reports each time', async () => {
  const bus = await connect();
  let changes = 0;
  await bus.onHostChange(() => void changes++);
  expect(await bus.hasHost()).toBe(false);
  const host = await startTrayHost({ busAddress: desktop.busAddress });
  await waitUntil('the host is told', () => changes > 0);
  expect(await bus.hasHost()).toBe(true);
  const before = changes;
  host.dispose();
  await waitUntil('its end is told', () => changes > before);
  expect(await bus.hasHost()).toBe(false);
});

it('counts a watcher without a host as no host, and reports when the host comes', async () => {
  let hasHost = false;
  const watcher = await startWatcher(() => hasHost);
  const bus = await connect();
  let changes = 0;
  await bus.onHostChange(() => void changes++);
  expect(await bus.hasHost()).toBe(false);
  hasHost = true;
  watcher.emit('/StatusNotifierWatcher', WATCHER, 'StatusNotifierHostRegistered');
  await waitUntil('the host is told', () => changes > 0);
  expect(await bus.hasHost()).toBe(true);
});

it.each([
  ['an icon of this process, by the name of its connection', (own: string, _other: string) => [own], true],
  ['the same with the path of the icon', (own: string, other: string) => [other, `${own}/StatusNotifierItem`], true],
  ['an icon of another process, and one that has left', (_own: string, other: string) => [other, ':1.999'], false],
  ['no icon', () => [], false],
])('knows whether the tray has %s', async (_case, items, expected) => {
  const own = await connectBus(desktop.busAddress);
  disposers.push(() => own.dispose());
  const watcher = await startWatcher(
    () => true,
    () => items(own.name, 'org.freedesktop.DBus'),
  );
  expect(await (await connect()).hasOurIcon()).toBe(expected);
  watcher.dispose();
});

it('gets no events about icons and other programs', async () => {
  const watcher = await startWatcher(() => true);
  const bus = await connect();
  let changes = 0;
  await bus.onHostChange(() => void changes++);
  const signal = (name: string) => watcher.emit('/StatusNotifierWatcher', WATCHER, name, 's', ['x']);
  signal('StatusNotifierItemRegistered');
  await watcher.requestName('org.example.Another');
  // An answer from the same sender comes after its signals.
  await bus.hasHost();
  expect(changes).toBe(0);
  signal('StatusNotifierHostUnregistered');
  await waitUntil('the host is told', () => changes > 0);
});

it('informs every listener when the bus is lost, and the process continues', async () => {
  const bus = await connect();
  const lost: string[] = [];
  bus.onLost(() => void lost.push('one'));
  bus.onLost(() => void lost.push('other'));
  await desktop.dispose();
  await waitUntil('the loss is told', () => lost.length > 1);
  expect(new Set(lost)).toEqual(new Set(['one', 'other']));
});

it.each(['unix:path=/nonexistent/bus', 'nonsense'])('fails where there is no bus: %s', async (address) => {
  vi.stubEnv('DBUS_SESSION_BUS_ADDRESS', address);
  await expect(connectTrayBus()).rejects.toBeInstanceOf(Error);
});
