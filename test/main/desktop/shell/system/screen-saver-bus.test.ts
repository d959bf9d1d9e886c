// Whether the screen is locked, on a real, private session bus with fake screen savers.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { connectBus } from '../../../../../build/virtual-desktop/bus-connection.mjs';
import { connectScreenSaverBus, type ScreenSaverBus } from '../../../../../main/desktop/shell/system/screen-saver-bus';
import { BusLost } from '../../../../../main/adapters/d-bus/sign-in';
import { type DesktopSession, openDesktopSession } from '../../../../support/desktop-session';
import { waitUntil } from '../../../../support/wait-until';

let desktop: DesktopSession;
const disposers: (() => Promise<void> | void)[] = [];

beforeEach(async () => {
  desktop = await openDesktopSession({ display: false, keyring: 'none', trayHost: false });
  disposers.push(() => desktop.dispose());
});
afterEach(async () => {
  for (let next = disposers.pop(); next; next = disposers.pop()) await next();
});

async function connect(): Promise<ScreenSaverBus> {
  const bus = await connectScreenSaverBus({ DBUS_SESSION_BUS_ADDRESS: desktop.busAddress });
  disposers.push(() => bus.dispose());
  return bus;
}

/** A screen saver that reports whether it is active, and signals when it becomes active. */
async function startSaver(name: string) {
  const saver = { isActive: false, tell: (): void => {} };
  const connection = await connectBus(desktop.busAddress);
  disposers.push(() => connection.dispose());
  connection.serve((message) =>
    message.interface === name && message.member === 'GetActive' ? ['b', [saver.isActive]] : undefined,
  );
  saver.tell = () => connection.emit(`/${name.replaceAll('.', '/')}`, name, 'ActiveChanged', 'b', [saver.isActive]);
  await connection.requestName(name);
  return saver;
}

it('is unknown if no desktop answers', async () => {
  const bus = await connect();
  expect(await bus.isLocked()).toBeUndefined();
});

it.each(['org.gnome.ScreenSaver', 'org.freedesktop.ScreenSaver'])('asks %s and gets its signals', async (name) => {
  const bus = await connect();
  const saver = await startSaver(name);
  let count = 0;
  await bus.onLock(() => void count++);
  expect(await bus.isLocked()).toBe(false);
  saver.isActive = true;
  saver.tell();
  await waitUntil('the lock is told', () => count === 1);
  expect(await bus.isLocked()).toBe(true);
  saver.isActive = false;
  saver.tell();
  expect(await bus.isLocked()).toBe(false);
  expect(count).toBe(1);
});

it('reports that the bus is gone, and fails without one', async () => {
  const bus = await connect();
  let isLost = false;
  bus.onLost(() => {
    isLost = true;
  });
  bus.dispose();
  expect(isLost).toBe(true);
  await expect(connectScreenSaverBus({ DBUS_SESSION_BUS_ADDRESS: `unix:path=${desktop.dir}/none` })).rejects.toThrow(
    BusLost,
  );
});
