import { expect, it } from 'vitest';
import { RefreshHistory } from '../../../../main/core/refresh/refresh-history';

const worked = { atMs: 1_000, durationMs: 200 };
const unreached = { atMs: 2_000, durationMs: 5_000, failureCode: 'NETWORK' } as const;

it('keeps Axiom’s last answer when more attempts than are listed never reached it', () => {
  const history = new RefreshHistory();
  history.add(worked, true);
  for (let at = 0; at < 30; at++) history.add(unreached, true);
  expect(history.attempts).toHaveLength(24);
  expect(history.attempts.every(({ failureCode }) => failureCode === 'NETWORK')).toBe(true);
  expect(history.lastAnswer).toEqual({
    answer: { kind: 'accepted', atMs: 1_200, durationMs: 200 },
    isUnreachedSince: true,
  });
});

it('ignores answers about the sign-in before, but lists those attempts', () => {
  const history = new RefreshHistory();
  history.add(worked, true);
  history.forgetLastAnswer();
  history.add({ ...worked, failureCode: 'UNAUTHORIZED' }, false);
  expect([history.lastAnswer, history.attempts.length]).toEqual([{ isUnreachedSince: false }, 2]);
});

it('knows that Axiom can be reached when others have brought newer tokens', () => {
  const history = new RefreshHistory();
  history.add(worked, true);
  history.add(unreached, true);
  history.add(undefined, true);
  expect([history.lastAnswer.answer?.kind, history.lastAnswer.isUnreachedSince]).toEqual(['accepted', false]);
});

it('marks the last attempt when the pair from before is in use again', () => {
  const history = new RefreshHistory();
  history.add(worked, true);
  history.add({ ...worked, failureCode: 'UNAUTHORIZED' }, true);
  history.noteTakenBack();
  expect(history.attempts.map(({ hasTakenBack }) => hasTakenBack)).toEqual([undefined, true]);
});
