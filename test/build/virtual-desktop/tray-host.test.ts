import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectBus } from '../../../build/virtual-desktop/bus-connection.mjs';
import { Variant } from '../../../main/adapters/d-bus/values';
import { decodePng } from '../../../build/virtual-desktop/png-pixels.mjs';
import { type DesktopSession, openDesktopSession } from '../../support/desktop-session';
import { startTrayHost } from '../../support/tray-host';
import { waitUntil } from '../../support/wait-until';

const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';

type Layout = [number, Record<string, Variant>, Variant[]];
const variant = (signature: string, value: unknown) => new Variant(signature, value);
const layout = (id: number, label: string, more: Record<string, Variant> = {}, children: Layout[] = []): Layout => [
  id,
  { label: variant('s', label), ...more },
  children.map((child) => variant('(ia{sv}av)', child)),
];

/** An application with an icon of one and of two pixels, and a menu; and the calls it got. */
async function application(busAddress: string) {
  const { serve, emit, dispose, call } = await connectBus(busAddress);
  const done: unknown[][] = [];
  const menu = [layout(1, 'Healthy', { enabled: variant('b', false) }), layout(2, 'Bots', {}, [layout(3, '_Refresh')])];
  const properties = {
    Id: variant('s', 'axiom'),
    Title: variant('s', 'Axiom'),
    ToolTip: variant('(sa(iiay)ss)', ['', [], 'main: healthy', '']),
    Menu: variant('o', '/menu'),
    // Alpha first, then red, green and blue.
    IconPixmap: variant('a(iiay)', [
      [1, 1, Buffer.from([1, 2, 3, 4])],
      [2, 1, Buffer.from([255, 10, 20, 30, 128, 40, 50, 60])],
    ]),
  };
  serve((message) => {
    if (message.member === 'GetAll') return ['a{sv}', [properties]];
    if (message.member === 'GetLayout') return ['u(ia{sv}av)', [1, layout(0, '', {}, menu)]];
    if (message.member === 'AboutToShow') return ['b', [false]];
    done.push([message.interface, message.member, ...message.body.slice(0, 2)]);
    return ['', []];
  });
  const watcher = 'org.kde.StatusNotifierWatcher';
  await call(watcher, '/StatusNotifierWatcher', watcher, 'RegisterStatusNotifierItem', 's', ['/item']);
  return { dispose, done, announce: (name: string) => emit('/item', ITEM, name) };
}

describe('the tray host', () => {
  let desktop: DesktopSession;
  beforeEach(async () => {
    desktop = await openDesktopSession({ display: false, keyring: 'none', trayHost: true });
  });
  afterEach(() => desktop.dispose());

  it('is the only one of its session', async () => {
    await expect(startTrayHost({ busAddress: desktop.busAddress })).rejects.toThrow('has a tray already');
  });

  it('says so when no item comes', async () => {
    await expect(desktop.trayHost?.waitForItem(20)).rejects.toThrow('no application put an icon into the tray');
    await expect(desktop.trayHost?.readItem()).rejects.toThrow('no application has an icon in this tray');
  });

  it('notices when an item comes, and when it goes with its owner', async () => {
    const { trayHost } = desktop;
    const application = await connectBus(desktop.busAddress);
    const watcher = 'org.kde.StatusNotifierWatcher';
    await application.call(watcher, '/StatusNotifierWatcher', watcher, 'RegisterStatusNotifierItem', 's', ['/item']);
    await trayHost?.waitForItem(1000);
    const changed = new Promise<void>((resolve) => trayHost?.onChange(resolve));
    application.dispose();
    await changed;
    expect(trayHost?.hasItem()).toBe(false);
  });

  it('reads what a panel would show: the largest picture, the texts, the menu', async () => {
    const { dispose } = await application(desktop.busAddress);
    const item = await desktop.trayHost?.readItem();
    const rgba = Buffer.from([10, 20, 30, 255, 40, 50, 60, 128]);
    expect(item).toMatchObject({ id: 'axiom', title: 'Axiom', tooltip: 'main: healthy' });
    expect(item?.iconPixels).toEqual({ width: 2, height: 1, rgba });
    expect(decodePng(item?.iconPng ?? Buffer.alloc(0))).toEqual({ width: 2, height: 1, rgba });
    expect(item?.iconHash).toBe(createHash('sha256').update(rgba).digest('hex').slice(0, 16));
    expect(await desktop.trayHost?.readMenu()).toMatchObject([
      { id: 1, label: 'Healthy', enabled: false },
      { id: 2, label: 'Bots', children: [{ id: 3, label: 'Refresh' }] },
    ]);
    dispose();
  });

  it('clicks on the icon and on entries of the menu, those of submenus included', async () => {
    const { dispose, done } = await application(desktop.busAddress);
    await desktop.trayHost?.activate();
    await desktop.trayHost?.click('Refresh');
    expect(done).toEqual([
      [ITEM, 'Activate', 0, 0],
      [MENU, 'Event', 3, 'clicked'],
    ]);
    await expect(desktop.trayHost?.click('Quit')).rejects.toThrow(
      'no menu entry "Quit", there are: Healthy | Bots | Refresh',
    );
    await expect(desktop.trayHost?.click('Healthy')).rejects.toThrow('menu entry "Healthy" is disabled');
    expect(done).toHaveLength(2);
    dispose();
  });

  it('reports each change, until nobody listens', async () => {
    const { dispose, announce } = await application(desktop.busAddress);
    let changes = 0;
    const stop = desktop.trayHost?.onChange(() => changes++);
    announce('NewToolTip');
    await waitUntil('the change', () => changes === 1);
    stop?.();
    announce('NewIcon');
    // Read after the signal: the bus keeps the order.
    await desktop.trayHost?.readItem();
    expect(changes).toBe(1);
    dispose();
  });
});
