import { expect, it } from 'vitest';
import { claimLines } from '../../../renderer/model/claims-model';
import { createDateTexts } from '../../../renderer/text/date-texts';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';

const dates = createDateTexts('en-GB', 'UTC');

it('shows a time as text with its number beside it, and everything else unchanged', () => {
  const claims = [
    { name: 'exp', value: '1772366400', atMs: FAKE_START_MS },
    { name: 'plan', value: '{"level":2}' },
  ];
  expect(claimLines({ claims, leftOut: 0 }, dates)).toEqual({
    lines: [
      { name: 'exp', value: '1 Mar 2026, 12:00', aside: '1772366400' },
      { name: 'plan', value: '{"level":2}', aside: undefined },
    ],
    note: undefined,
  });
});

it.each([
  ['no JWT', undefined, 'Not a JWT: it has no claims that can be read.'],
  ['a JWT without claims', { claims: [], leftOut: 0 }, 'It has no claims.'],
  ['one claim too many', { claims: [{ name: 'a', value: '1' }], leftOut: 1 }, '1 more is not shown.'],
  ['many too many', { claims: [{ name: 'a', value: '1' }], leftOut: 12 }, '12 more are not shown.'],
])('has a note for %s', (_what, token, note) => {
  expect(claimLines(token, dates).note).toBe(note);
});
