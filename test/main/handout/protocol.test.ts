// The names of the protocol are unique, and include each call of the table.
import { expect, it } from 'vitest';
import { METHODS, NOTIFICATIONS, PROTOCOLS } from '../../../main/handout/protocol';
import type { WireCallName, WireNotifications } from '../../../main/handout/wire-calls';

it.each([
  ['methods', METHODS],
  ['notifications', NOTIFICATIONS],
  ['protocols', PROTOCOLS.map(String)],
])('%s stand there once', (_what, names: readonly string[]) => {
  expect(new Set(names).size).toBe(names.length);
});

/** The compiler requires a line for each call. */
const CALLS: Readonly<Record<WireCallName, true>> = Object.fromEntries(METHODS.map((name) => [name, true])) as Record<
  (typeof METHODS)[number],
  true
>;
const TOLD: Readonly<Record<keyof WireNotifications, true>> = Object.fromEntries(
  NOTIFICATIONS.map((name) => [name, true]),
) as Record<(typeof NOTIFICATIONS)[number], true>;

it('the newest protocol comes first', () => {
  expect([...PROTOCOLS].sort((a, b) => b - a)).toEqual(PROTOCOLS);
  expect([Object.keys(CALLS).length, Object.keys(TOLD).length]).toEqual([METHODS.length, NOTIFICATIONS.length]);
});
