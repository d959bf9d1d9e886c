import { expect, it } from 'vitest';
import { HELP_CALL_SCHEMAS } from '../../../preload/contract/help-schema';

const { describeApp, listShortcuts } = HELP_CALL_SCHEMAS;

it.each([
  ['a fact', describeApp, { facts: [{ name: 'Version', value: '0.1.0' }] }, true],
  ['no fact', describeApp, { facts: [] }, true],
  ['a fact with more in it than is shown', describeApp, { facts: [{ name: 'A', value: 'b', token: 'c' }] }, false],
  ['keys', listShortcuts, { groups: [{ title: 'Help', shortcuts: [{ words: 'Help', keys: ['F1'] }] }] }, true],
  [
    'a command without keys',
    listShortcuts,
    { groups: [{ title: 'Help', shortcuts: [{ words: 'A', keys: [] }] }] },
    false,
  ],
  ['a menu without commands', listShortcuts, { groups: [{ title: 'Help', shortcuts: [] }] }, false],
] as const)('%s as a reply', (_what, { reply }, value, isFine) => {
  expect(reply.safeParse(value).success).toBe(isFine);
});
