import { describe, expect, it, onTestFinished } from 'vitest';
import type { BusConnection } from '../../../build/virtual-desktop/bus-connection.mjs';
import {
  type ItemAddress,
  openStatusNotifierWatcher,
  parseItemAddress,
} from '../../../build/virtual-desktop/status-notifier-watcher.mjs';
import { openSessionBus } from '../../support/session-bus';
import { waitUntil } from '../../support/wait-until';

const DRIVER = 'org.freedesktop.DBus';
const WATCHER = 'org.kde.StatusNotifierWatcher';
const PATH = '/StatusNotifierWatcher';

describe('where a tray item is', () => {
  it.each([
    ['an object path of the caller', '/org/ayatana/NotificationItem/app', ':1.7', '/org/ayatana/NotificationItem/app'],
    ['a bus name', 'org.kde.StatusNotifierItem-42-1', 'org.kde.StatusNotifierItem-42-1', '/StatusNotifierItem'],
    ['a name and a path', ':1.9/org/chromium/StatusNotifierItem/3', ':1.9', '/org/chromium/StatusNotifierItem/3'],
  ])('is read from %s', (_form, argument, service, path) => {
    expect(parseItemAddress(argument, ':1.7')).toEqual({ service, path, owner: ':1.7' });
  });
});

/** A watcher on its own bus, its events, and an application that gets its signals. */
async function watched() {
  const { connect } = await openSessionBus();
  const told: [string, ItemAddress][] = [];
  const own = await connect();
  const watcher = await openStatusNotifierWatcher(own, {
    registered: (item) => told.push(['registered', item]),
    unregistered: (item) => told.push(['unregistered', item]),
  });
  // Before its connection ends, on which it would answer otherwise.
  onTestFinished(() => watcher.dispose());
  const newcomer = async () => {
    const application = await connect();
    return {
      application,
      name: application.name,
      register: (item: string) => application.call(WATCHER, PATH, WATCHER, 'RegisterStatusNotifierItem', 's', [item]),
    };
  };
  const get = (asker: BusConnection, property: string) =>
    asker.call(WATCHER, PATH, 'org.freedesktop.DBus.Properties', 'Get', 'ss', [WATCHER, property]);
  return { connect, watcher, told, newcomer, get };
}

describe('the list of tray items', () => {
  it('has each item that registers, the last one last', async () => {
    const { watcher, told, newcomer, get } = await watched();
    const [one, two] = [await newcomer(), await newcomer()];
    await one.register('/one');
    await two.register('/two');
    await one.register('/one');
    const first = { service: one.name, path: '/one', owner: one.name };
    const second = { service: two.name, path: '/two', owner: two.name };
    expect(watcher.items()).toEqual([second, first]);
    expect(told).toEqual([first, second, first].map((item) => ['registered', item]));
    expect(await get(two.application, 'RegisteredStatusNotifierItems')).toEqual([
      [`${two.name}/two`, `${one.name}/one`],
    ]);
  });

  it('removes an item that goes, and reports it to its owner and on the bus', async () => {
    const { watcher, told, newcomer } = await watched();
    const [going, staying] = [await newcomer(), await newcomer()];
    const heard: unknown[] = [];
    await staying.application.addMatch(`type='signal',interface='${WATCHER}'`);
    staying.application.onSignal((message) => {
      if (message.interface === WATCHER) heard.push([message.member, ...message.body]);
    });
    await going.register('/item');
    await staying.register('/item');
    going.application.dispose();
    await waitUntil('a signal that it went', () => heard.length === 3);
    expect(heard).toEqual([
      ['StatusNotifierItemRegistered', `${going.name}/item`],
      ['StatusNotifierItemRegistered', `${staying.name}/item`],
      ['StatusNotifierItemUnregistered', `${going.name}/item`],
    ]);
    expect(watcher.items().map(({ owner }) => owner)).toEqual([staying.name]);
    expect(told.at(-1)).toEqual(['unregistered', { service: going.name, path: '/item', owner: going.name }]);
  });

  it('removes an item that gives up the name it registered with', async () => {
    const { watcher, newcomer } = await watched();
    const { application, register } = await newcomer();
    await application.requestName('org.kde.StatusNotifierItem-1-1');
    await register('org.kde.StatusNotifierItem-1-1');
    expect(watcher.items()).toHaveLength(1);
    await application.call(DRIVER, '/org/freedesktop/DBus', DRIVER, 'ReleaseName', 's', [
      'org.kde.StatusNotifierItem-1-1',
    ]);
    await waitUntil('the item is gone', () => watcher.items().length === 0);
  });

  it('reports to applications that a host exists, because they ask before they register', async () => {
    const { newcomer, get } = await watched();
    const { application } = await newcomer();
    expect(await get(application, 'IsStatusNotifierHostRegistered')).toEqual([true]);
    const properties = 'org.freedesktop.DBus.Properties';
    expect(await application.call(WATCHER, PATH, properties, 'GetAll', 's', [WATCHER])).toEqual([
      { RegisteredStatusNotifierItems: [], IsStatusNotifierHostRegistered: true, ProtocolVersion: 0 },
    ]);
    expect(await application.call(WATCHER, PATH, WATCHER, 'RegisterStatusNotifierHost', 's', ['x'])).toEqual([]);
    await expect(get(application, 'NoSuchProperty')).rejects.toThrow('no method');
  });

  it('is kept by only one', async () => {
    const { connect } = await watched();
    const nobody = { registered: () => undefined, unregistered: () => undefined };
    await expect(openStatusNotifierWatcher(await connect(), nobody)).rejects.toThrow('this session has a tray already');
  });

  it('is not kept any more after its end', async () => {
    const { watcher, told, newcomer } = await watched();
    watcher.dispose();
    const { register } = await newcomer();
    await expect(register('/item')).rejects.toThrow('no method');
    expect([told, watcher.items()]).toEqual([[], []]);
  });
});
