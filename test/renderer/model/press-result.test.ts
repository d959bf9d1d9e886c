import { expect, it } from 'vitest';
import { isStillTrue, pressResult, pressWords } from '../../../renderer/model/press-result';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { VIEW_DATES, VIEW_NOW_MS } from '../../support/renderer/render-view';

const failed = (code: 'NETWORK' | 'TIMEOUT') => ({ ok: false as const, failure: makeFailure(code) });

it.each([
  ['nothing was asked, or the view is gone', undefined, undefined, undefined],
  ['a refresh worked', { ok: true as const, value: { wasSent: true } }, undefined, 'refreshed'],
  ['nothing was sent', { ok: true as const, value: { wasSent: false } }, undefined, 'just-now'],
  ['something else worked', { ok: true as const, value: undefined }, undefined, undefined],
  ['it fails as before', failed('NETWORK'), makeFailure('NETWORK'), 'same'],
  ['it fails in another way', failed('NETWORK'), makeFailure('TIMEOUT'), undefined],
  ['it fails for the first time', failed('NETWORK'), undefined, undefined],
] as const)('where %s', (_what, outcome, problem, result) => {
  expect(pressResult(outcome, problem)).toBe(result);
});

it.each([
  ['refreshed', { session: 'ok' }, true],
  ['refreshed', { session: 'refreshing' }, true],
  ['refreshed', { session: 'offline' }, false],
  ['just-now', { session: 'offline', problem: makeFailure('NETWORK') }, false],
  ['just-now', { session: 'paused' }, false],
  ['same', { session: 'offline', problem: makeFailure('NETWORK') }, true],
  ['same', { session: 'refreshing', problem: makeFailure('NETWORK') }, true],
  ['same', { session: 'paused', problem: makeFailure('NETWORK') }, false],
  ['same', { session: 'ok' }, false],
  ['same', { session: 'server-trouble', problem: makeFailure('BAD_RESPONSE') }, false],
] as const)('"%s" in %j holds still: %s', (result, state, isSo) => {
  expect(isStillTrue(result, state, 'NETWORK')).toBe(isSo);
});

it('has a text for each', () => {
  expect((['refreshed', 'just-now', 'same'] as const).map((each) => pressWords(each, VIEW_NOW_MS, VIEW_DATES))).toEqual(
    [
      expect.stringMatching(/^Refreshed at \d\d:\d\d:\d\d\.$/),
      'Refreshed just now already; nothing was sent again.',
      expect.stringMatching(/^Tried at \d\d:\d\d:\d\d: still the same\.$/),
    ],
  );
});
