import { expect, it } from 'vitest';
import { createRevealHold, type RevealPorts, type RevealState } from '../../../renderer/state/reveal-hold';
import { FakeClock } from '../../support/fakes/clock/fake-clock';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';

type Answer = Awaited<ReturnType<RevealPorts['reveal']>>;

function makeHold() {
  const clock = new FakeClock();
  const answers: ((answer: Answer) => void)[] = [];
  const states: RevealState['kind'][] = [];
  let last: RevealState = { kind: 'hidden' };
  const hold = createRevealHold({
    reveal: () => new Promise((resolve) => answers.push(resolve)),
    setTimer: (delayMs, callback) => clock.setTimer(delayMs, callback),
    onChange: (state) => {
      last = state;
      states.push(state.kind);
    },
  });
  const answer = async (index: number, value: Answer) => {
    answers[index]?.(value);
    await clock.advance(0);
  };
  return { clock, hold, states, answers, answer, last: () => last };
}

const shown: Answer = { ok: true, value: { accessToken: 'fake', hideAfterMs: 10_000 } };

it('shows the token while held and hides it on release', async () => {
  const { hold, answer, states, last } = makeHold();
  hold.press();
  await answer(0, shown);
  expect(last()).toEqual({ kind: 'shown', accessToken: 'fake' });
  hold.release();
  expect(states).toEqual(['asking', 'shown', 'hidden']);
});

it('hides it automatically after the time that main allows, although still held', async () => {
  const { hold, answer, last, clock } = makeHold();
  hold.press();
  await answer(0, shown);
  await clock.advance(10_000);
  expect(last()).toEqual({ kind: 'hidden' });
  expect(clock.timerCount).toBe(0);
});

it('never shows an answer that comes after the release', async () => {
  const { hold, answer, states } = makeHold();
  hold.press();
  hold.release();
  await answer(0, shown);
  expect(states).toEqual(['asking', 'hidden']);
});

it('does not use the answer of an earlier press for a later one', async () => {
  const { hold, answer, last } = makeHold();
  hold.press();
  hold.release();
  hold.press();
  await answer(0, shown);
  expect(last().kind).toBe('asking');
});

it('asks once however often a held key repeats', () => {
  const { hold, answers } = makeHold();
  hold.press();
  hold.press();
  expect(answers).toHaveLength(1);
});

it('says why it could not, and can be pressed again', async () => {
  const { hold, answer, last, answers } = makeHold();
  hold.press();
  await answer(0, { ok: false, failure: makeFailure('RATE_LIMITED') });
  expect(last()).toMatchObject({ kind: 'failed', failure: { code: 'RATE_LIMITED' } });
  hold.release();
  expect(last().kind).toBe('failed');
  hold.press();
  expect(answers).toHaveLength(2);
});
