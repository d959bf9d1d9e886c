// The test on a real bus is tray-bus.test.ts.
import { expect, it } from 'vitest';
import { trayHostState } from '../../../../main/adapters/d-bus/tray-watcher';
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
