// The test on a real bus is tray-bus.test.ts.
import { expect, it } from 'vitest';
import { registeredIcons, trayHostState } from '../../../../main/adapters/d-bus/tray-watcher';
import { Variant } from '../../../../main/adapters/d-bus/values';

const bus = (isThere: unknown, answer: readonly unknown[] = []) => ({
  askBus: async () => isThere,
  call: async () => answer,
});

it.each([
  [false, [], 'none'],
  [true, [new Variant('b', true)], 'host'],
  [true, [new Variant('b', false)], 'watcher'],
  [true, ['true'], 'watcher'],
  [true, [], 'watcher'],
])('with a watcher %s that answers %j it is %s', async (isThere, answer, state) => {
  expect(await trayHostState(bus(isThere, answer))).toBe(state);
});

it.each<[readonly unknown[], readonly string[]]>([
  [
    [new Variant('as', [':1.7/StatusNotifierItem', 'org.kde.StatusNotifierItem-31-1'])],
    [':1.7', 'org.kde.StatusNotifierItem-31-1'],
  ],
  [[new Variant('as', [])], []],
  [[new Variant('s', ':1.7')], []],
  [[], []],
])('a watcher that answers %j has icons of %j', async (answer, names) => {
  expect(await registeredIcons(bus(true, answer))).toEqual(names);
});
