import { expect, it } from 'vitest';
import type { Consent } from '../../../main/handout/consent';
import { refusalOfAnswer, refusalOfDecision, refusalOfPause } from '../../../main/handout/refusals';
import { BOT } from '../../support/make-handout';

const blocked: Consent = {
  id: 'a',
  profileId: 'main',
  programId: BOT.programId,
  name: BOT.name,
  decision: 'deny',
  scope: 'always',
  by: 'person',
  decidedAtMs: 0,
};
const child = { ...BOT, kind: 'child', name: 'bot.py', lentBy: BOT } as const;

it.each([
  [{}, 'Handing out tokens is paused.'],
  [{ reason: ' odd. ' }, 'Handing out tokens is paused: odd.'],
  [{ reason: ' ' }, 'Handing out tokens is paused.'],
  [{ isLost: true }, 'The app cannot read whether handing out tokens is paused, so it is paused.'],
] as const)('a pause %o: %s', (more, message) => {
  expect(refusalOfPause({ isPaused: true, ...more })).toMatchObject({ code: 'PAUSED', message });
});

it.each([
  [BOT, {}, 'bot in ~/bots is blocked.'],
  [child, {}, 'bot in ~/bots is blocked.'],
  [BOT, { scope: 'hour' }, 'bot in ~/bots is blocked for an hour.'],
  [BOT, { scope: 'hour', kind: 'refresh' }, 'bot in ~/bots may not have the refresh token for an hour.'],
  [BOT, { scope: 'run' }, 'bot in ~/bots is blocked until the screen is locked or the app quits.'],
  [BOT, { scope: 'session' }, 'bot in ~/bots is blocked for this session.'],
] as const)('%# a decision: %s', (consumer, more, message) => {
  const decision = { kind: 'deny', rule: '', consent: { ...blocked, ...more } } as const;
  expect(refusalOfDecision(consumer, decision)).toMatchObject({
    code: 'DENIED',
    message,
    remedy: 'Allow it under "Programs" in the window, or with: axiom-tokens consumers allow a -p main',
  });
});

it.each([
  [{ decision: 'deny', scope: 'once' }, 'DENIED', 'You did not allow'],
  [{ decision: 'unanswered', why: 'timeout' }, 'NOT_ANSWERED', 'in time'],
  [{ decision: 'unanswered', why: 'locked' }, 'NOT_ANSWERED', 'locked'],
  [{ decision: 'unanswered', why: 'closed' }, 'NOT_ANSWERED', 'closed'],
  [{ decision: 'unanswered', why: 'nobody' }, 'NOT_ANSWERED', 'no window'],
  [{ decision: 'unanswered', why: 'backoff', leftMs: 29_500 }, 'NOT_ANSWERED', 'for the next 30 seconds'],
  [{ decision: 'unanswered', why: 'backoff', leftMs: 1 }, 'NOT_ANSWERED', 'for the next second.'],
  [{ decision: 'unanswered', why: 'backoff', leftMs: 60_000 }, 'NOT_ANSWERED', 'for the next minute.'],
  [{ decision: 'unanswered', why: 'backoff', leftMs: 61_000 }, 'NOT_ANSWERED', 'for the next 2 minutes'],
] as const)('an answer %o: %s, %s', (answer, code, words) => {
  const refusal = refusalOfAnswer({ consumer: BOT, kind: 'access', profileId: 'main' }, answer);
  expect([refusal.code, refusal.message.includes(words), refusal.message.includes(BOT.name)]).toEqual([
    code,
    true,
    true,
  ]);
});

const RESTING = { decision: 'unanswered', why: 'backoff', leftMs: 30_000 } as const;
const AT_WINDOW = { decision: 'unanswered', why: 'timeout' } as const;
const EACH_TIME = 'For the refresh token a person is asked each time.';

it.each([
  ['access', BOT, RESTING, `or allow it with: axiom-tokens consumers allow '${BOT.programId}' -p main`],
  ['access', child, RESTING, `or allow it with: axiom-tokens consumers allow '${BOT.programId}' -p main`],
  ['access', { ...BOT, kind: 'unknown' }, RESTING, 'Let it ask again after that.'],
  ['refresh', BOT, RESTING, `Let it ask again after that. ${EACH_TIME}`],
  ['refresh', BOT, AT_WINDOW, `Let it ask again when somebody can answer in the window. ${EACH_TIME}`],
  ['refresh', BOT, { decision: 'deny', scope: 'once' }, `let it ask again. ${EACH_TIME}`],
] as const)('%# the %s token: what helps is possible', (kind, consumer, answer, words) => {
  const { message, remedy } = refusalOfAnswer({ consumer, kind, profileId: 'main' }, answer);
  expect([remedy.endsWith(words), message.includes('refresh token')]).toEqual([true, kind === 'refresh']);
});
