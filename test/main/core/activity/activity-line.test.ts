import { expect, it } from 'vitest';
import { readLine, writeLine } from '../../../../main/core/activity/activity-line';

it.each([
  { atMs: 1, kind: 'app', text: 'Resumed' },
  {
    atMs: 1,
    kind: 'refresh',
    profileId: 'main',
    text: 'No',
    isProblem: true,
    refresh: { durationMs: 4, failureCode: 'X' },
  },
  { atMs: 1, profileId: 'main', watchedMs: 10, validMs: 3 },
] as const)('writes %j as one line and reads it back', (line) => {
  const text = writeLine(line);
  expect([text.includes('\n'), readLine(text)]).toEqual([false, line]);
});

it.each([
  ['a line that was cut short', '{"atMs":1,"kind":"app","te'],
  ['a kind of a later version', '{"atMs":1,"kind":"bot","text":"Served"}'],
  ['no object', '12'],
  ['nothing', ''],
  // One bad line must not hide all others in the window: what the contract would refuse is refused here.
  ['an id that is none', '{"atMs":1,"kind":"app","profileId":"dEfault","text":"x"}'],
  ['an id of another kind', '{"atMs":1,"kind":"app","profileId":"__proto__","text":"x"}'],
  ['a time that no date can hold', '{"atMs":1.8e16,"kind":"app","text":"x"}'],
  ['a time before all', '{"atMs":-9e15,"kind":"app","text":"x"}'],
  ['an answer that took for ever', '{"atMs":1,"kind":"refresh","text":"x","refresh":{"durationMs":1e300}}'],
  ['a while without end', '{"atMs":1,"profileId":"main","watchedMs":1e300,"validMs":1}'],
  ['a text without end', JSON.stringify({ atMs: 1, kind: 'app', text: 'x'.repeat(10_001) })],
])('leaves out %s', (_what, text) => {
  expect(readLine(text)).toBeUndefined();
});

it('leaves out fields of a later version', () => {
  expect(readLine('{"atMs":1,"kind":"app","text":"Resumed","later":1}')).toEqual({
    atMs: 1,
    kind: 'app',
    text: 'Resumed',
  });
});
