import { expect, it } from 'vitest';
import type { ProfileStatus } from '../../../preload/contract/schemas';
import { shortHost, verdict } from '../../../renderer/model/verdict-model';
import { createDateTexts } from '../../../renderer/text/date-texts';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makeLastSaid } from '../../support/make-snapshot';

const NOW = FAKE_START_MS;
const AT = NOW - 180_000;
const dates = createDateTexts('en-GB', 'UTC');
type Given = ProfileStatus['lastAnswer'];

it.each<[string, Given, attempts: boolean, sure: string, following: string]>([
  ['accepted', makeLastSaid(AT), true, 'Accepted a refresh', 'at 11:57:00, 210 ms, api6'],
  ['refused', makeLastSaid(AT, 'refused'), true, 'Refused a refresh once', 'at 11:57:00, 210 ms, api6'],
  ['refused again', makeLastSaid(AT, 'refused-again'), true, 'Refused a refresh again', 'at 11:57:00, 210 ms, api6'],
  ['a wait', makeLastSaid(AT, 'asked-to-wait'), true, 'Asked to wait', 'at 11:57:00, 210 ms, api6'],
  ['an error', makeLastSaid(AT, 'error'), true, 'Has trouble', 'at 11:57:00, 210 ms, api6'],
  ['a check', makeLastSaid(AT, 'wants-browser-check'), true, 'Wants a browser check', 'at 11:57:00, 210 ms, api6'],
  ['silence since', makeLastSaid(AT, 'accepted', true), true, 'Accepted a refresh', 'at 11:57:00; not reached since'],
  [
    'silence after a refusal',
    makeLastSaid(AT, 'refused', true),
    true,
    'Refused a refresh once',
    'at 11:57:00; not reached since',
  ],
  ['silence from the start', { isUnreachedSince: true }, true, 'Nothing yet', 'not reached so far'],
  ['no attempt', { isUnreachedSince: false }, false, 'Nothing yet', 'not asked in this run'],
  ['a new sign-in', { isUnreachedSince: false }, true, 'Nothing yet', 'not asked about this sign-in'],
])('%s', (_what, lastAnswer, hasAttempts, sure, following) => {
  const tried = hasAttempts ? { lastAttemptAtMs: AT } : {};
  expect(verdict({ lastAnswer: lastAnswer, ...tried }, NOW, dates)).toEqual({ sure, following });
});

it('of yesterday says the day', () => {
  const lastAnswer = makeLastSaid(NOW - 86_400_000, 'accepted', true);
  expect(verdict({ lastAnswer: lastAnswer }, NOW, dates).following).toMatch(/^at 28 Feb.*12:00; not reached since$/);
});

it('names no host that is not known, and others with their port', () => {
  const lastAnswer = { answer: { kind: 'error', atMs: AT, durationMs: 1_400 }, isUnreachedSince: false } as const;
  expect(verdict({ lastAnswer: lastAnswer }, NOW, dates).following).toBe('at 11:57:00, 1.4 s');
  expect(['api6.axiom.trade', '127.0.0.1:4021'].map(shortHost)).toEqual(['api6', '127.0.0.1:4021']);
});
