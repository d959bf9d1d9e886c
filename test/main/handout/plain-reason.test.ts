import { expect, it } from 'vitest';
import { plainReason } from '../../../main/handout/plain-reason';

it.each([
  [undefined, undefined],
  ['', undefined],
  [' \u001b\n', undefined],
  ['for the morning – ü', 'for the morning – ü'],
  ['a\u001b[2J\nb\u202Ec\u200Bd', 'a [2J b c d'],
  ['x'.repeat(200), 'x'.repeat(200)],
  ['😀'.repeat(201), `${'😀'.repeat(199)}…`],
])('%o is %o', (reason, expected) => {
  expect(plainReason(reason)).toBe(expected);
});
