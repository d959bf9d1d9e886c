import { describe, expect, it } from 'vitest';
import type { ConsentAnswer, ConsentQuestion } from '../../../main/handout/consent';
import { OpenQuestions } from '../../../main/handout/open-questions';
import { settle } from '../../support/fakes/clock/fake-clock';
import { RecordingLogger } from '../../support/fakes/logger/recording-logger';
import type { Asked } from '../../support/make-handout';
import { BOT } from '../../support/make-handout';

const QUESTION: ConsentQuestion = { profileId: 'default', consumer: BOT, kind: 'access' };
const YES: ConsentAnswer = { decision: 'allow', scope: 'always' };

function setUp() {
  const asked: Asked[] = [];
  const answered: ConsentAnswer[] = [];
  const logger = new RecordingLogger();
  const ask: Asked['answer'][] = [];
  const questions = new OpenQuestions({
    ask: {
      ask: (question, signal, waiting) =>
        new Promise((resolve) => {
          ask.push(resolve);
          asked.push({ question, signal, waiting, answer: resolve });
        }),
    },
    logger,
    onAnswer: (_question, answer) => answered.push(answer),
  });
  return { questions, asked, answered, logger };
}

const never = () => new AbortController().signal;

describe('questions', () => {
  it('of one consumer, account and kind are asked as one, and its answer is recorded once', async () => {
    const { questions, asked, answered } = setUp();
    const counts: number[] = [];
    const first = questions.ask(QUESTION, never());
    await settle();
    asked[0]?.waiting?.onChange(() => counts.push(asked[0]?.waiting?.count ?? 0));
    const second = questions.ask({ ...QUESTION, reason: 'another' }, never());
    const others = [
      questions.ask({ ...QUESTION, kind: 'refresh' }, never()),
      questions.ask({ ...QUESTION, profileId: 'second' }, never()),
      questions.ask({ ...QUESTION, consumer: { ...BOT, sessionId: 'tty2' } }, never()),
    ];
    await settle();
    expect([asked.length, counts]).toEqual([4, [2]]);
    for (const { answer } of asked) answer(YES);
    expect(await Promise.all([first, second, ...others])).toEqual(Array(5).fill(YES));
    expect(answered.length).toBe(4);
  });

  it('are asked again for requests that come after the answer', async () => {
    const { questions, asked } = setUp();
    const first = questions.ask(QUESTION, never());
    await settle();
    asked[0]?.answer(YES);
    await first;
    void questions.ask(QUESTION, never());
    await settle();
    expect(asked.length).toBe(2);
  });

  it('are not begun for a caller that has disconnected already', async () => {
    const { questions, asked } = setUp();
    const gone = new AbortController();
    gone.abort();
    await expect(questions.ask(QUESTION, gone.signal)).rejects.toMatchObject({ code: 'CANCELLED' });
    await settle();
    expect(asked).toEqual([]);
  });

  it('are closed when the last waiting caller has disconnected; a later request is a new question with its own answer', async () => {
    const { questions, asked, answered } = setUp();
    const going = new AbortController();
    const left = questions.ask(QUESTION, going.signal);
    await settle();
    going.abort();
    await expect(left).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(asked[0]?.signal.aborted).toBe(true);
    const next = questions.ask(QUESTION, never());
    await settle();
    asked[0]?.answer({ decision: 'deny', scope: 'always' });
    await settle();
    expect(answered).toEqual([]);
    asked[1]?.answer(YES);
    expect([await next, answered]).toEqual([YES, [YES]]);
  });

  it('that cannot be asked are unanswered, and that is logged', async () => {
    const logger = new RecordingLogger();
    const ask = { ask: () => Promise.reject(new Error('no window')) };
    const questions = new OpenQuestions({ ask, logger, onAnswer: () => undefined });
    expect(await questions.ask(QUESTION, never())).toEqual({ decision: 'unanswered', why: 'closed' });
    expect(logger.lines).toHaveLength(1);
  });
});
