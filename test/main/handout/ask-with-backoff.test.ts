import { describe, expect, it } from 'vitest';
import type { ConsentAnswer, ConsentQuestion } from '../../../main/handout/consent';
import { AskWithBackoff } from '../../../main/handout/ask-with-backoff';
import { FakeClock, settle } from '../../support/fakes/clock/fake-clock';
import { BOT } from '../../support/make-handout';

const QUESTION: ConsentQuestion = { profileId: 'default', consumer: BOT, kind: 'access' };
const NOT_NOW: ConsentAnswer = { decision: 'unanswered', why: 'closed' };

function setUp() {
  const clock = new FakeClock();
  const asked: { question: ConsentQuestion; signal: AbortSignal; answer: (answer: ConsentAnswer) => void }[] = [];
  const questions = new AskWithBackoff(
    {
      ask: (question, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve({ decision: 'unanswered', why: 'nobody' }));
          asked.push({ question, signal, answer: resolve });
        }),
    },
    clock,
  );
  const ask = (more: Partial<ConsentQuestion> = {}, signal = new AbortController().signal) =>
    questions.ask({ ...QUESTION, ...more }, signal);
  /** Asks, and answers as the person. */
  const answered = async (answer: ConsentAnswer) => {
    const asking = ask();
    asked.at(-1)?.answer(answer);
    return asking;
  };
  return { clock, asked, questions, ask, answered };
}

describe('a program without an answer', () => {
  it('is not asked about for a while, longer each time, whatever it wants and in whatever session', async () => {
    const { clock, asked, ask, answered } = setUp();
    expect(await answered(NOT_NOW)).toEqual(NOT_NOW);
    for (const more of [{}, { kind: 'refresh' as const }, { consumer: { ...BOT, sessionId: 'tty2' } }]) {
      expect(await ask(more)).toEqual({ decision: 'unanswered', why: 'backoff', leftMs: 30_000 });
    }
    const child = { ...BOT, kind: 'child', programId: 'child', lentBy: BOT } as const;
    expect(await ask({ consumer: child })).toMatchObject({ why: 'backoff' });
    expect(asked.length).toBe(1);
    await clock.advance(30_000);
    expect(await answered(NOT_NOW)).toEqual(NOT_NOW);
    expect(await ask()).toMatchObject({ leftMs: 60_000 });
    expect(asked.length).toBe(2);
  });

  it('causes its other open questions to be closed, too', async () => {
    const { asked, ask } = setUp();
    const first = ask();
    const second = ask({ consumer: { ...BOT, sessionId: 'tty2' } });
    const other = ask({ profileId: 'second' });
    asked[0]?.answer(NOT_NOW);
    expect(await first).toEqual(NOT_NOW);
    expect(await second).toMatchObject({ decision: 'unanswered', why: 'backoff' });
    await settle();
    expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
    asked[2]?.answer({ decision: 'allow', scope: 'once' });
    expect(await other).toMatchObject({ decision: 'allow' });
  });

  it('leaves other programs and accounts alone', async () => {
    const { asked, ask, answered } = setUp();
    await answered(NOT_NOW);
    void ask({ profileId: 'second' });
    void ask({ consumer: { ...BOT, programId: 'another' } });
    expect(asked.length).toBe(3);
  });

  it('starts again after an answer', async () => {
    const { clock, ask, answered } = setUp();
    await answered(NOT_NOW);
    await clock.advance(30_000);
    await answered(NOT_NOW);
    await clock.advance(60_000);
    expect(await answered({ decision: 'allow', scope: 'once' })).toMatchObject({ decision: 'allow' });
    expect(await answered(NOT_NOW)).toEqual(NOT_NOW);
    expect(await ask()).toMatchObject({ leftMs: 30_000 });
  });

  it('starts again once somebody has decided about it elsewhere', async () => {
    const { asked, questions, ask, answered } = setUp();
    await answered(NOT_NOW);
    questions.lookAgain(() => true);
    expect(await ask()).toMatchObject({ why: 'backoff' });
    questions.lookAgain((question) => question.consumer.programId !== BOT.programId);
    void ask();
    expect(asked.length).toBe(2);
  });
});

it('does not wait because a program disconnects without an answer', async () => {
  const { asked, ask } = setUp();
  const gone = new AbortController();
  const asking = ask({}, gone.signal);
  gone.abort();
  expect(await asking).toEqual({ decision: 'unanswered', why: 'nobody' });
  const before = new AbortController();
  before.abort();
  void ask({}, before.signal);
  void ask();
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true, false]);
});
