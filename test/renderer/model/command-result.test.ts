import { expect, it } from 'vitest';
import type { PressDone } from '../../../preload/contract/press-schema';
import { clearsAtMs, copiedWords, commandResultWords } from '../../../renderer/model/command-result';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { VIEW_DATES, VIEW_NOW_MS } from '../../support/renderer/render-view';

const WELL = { token: 'good', session: 'ok' } as const;
const done = (result: PressDone['result']): PressDone => ({ profileId: 'hedge', atMs: VIEW_NOW_MS, result });
const copied = done({ kind: 'copied', clearsAfterSeconds: 30 });
const failed = done({ kind: 'failed', failure: makeFailure('NETWORK') });
const sent = done({ kind: 'refreshed', wasSent: true });

it.each([
  ['a copy', copied, WELL, 5000, 'Copied. Cleared from the clipboard in 25 s'],
  ['one that is over', copied, WELL, 30_000, undefined],
  ['one that a pause took away', copied, { ...WELL, session: 'paused' }, 0, undefined],
  ['one of an account that was signed out', copied, { ...WELL, token: 'none' }, 0, undefined],
  ['a refresh', sent, WELL, 0, /^Refreshed at \d\d:\d\d:\d\d\.$/],
  ['a refresh a while ago', sent, WELL, 16_000, undefined],
  ['one that was not sent', done({ kind: 'refreshed', wasSent: false }), WELL, 0, /nothing was sent again/],
  ['a failure, however long ago', failed, { ...WELL, session: 'paused' }, 99_000, /^Axiom cannot be reached\. Check/],
] as const)('says of %s what holds now', (_words, press, profile, laterMs, words) => {
  const said = commandResultWords(press, profile, VIEW_NOW_MS + laterMs, VIEW_DATES);
  if (words === undefined) expect(said).toBeUndefined();
  else expect(said).toMatch(words);
});

it('knows when a copy is cleared, and that nothing else is', () => {
  expect(clearsAtMs(copied)).toBe(VIEW_NOW_MS + 30_000);
  expect(clearsAtMs(sent)).toBeUndefined();
});

it.each([
  [30_000, 'Copied. Cleared from the clipboard in 30 s'],
  [119_000, 'Copied. Cleared from the clipboard in 1 min 59 s'],
])('shows how long %d ms are', (leftMs, words) => {
  expect(copiedWords(leftMs)).toBe(words);
});
