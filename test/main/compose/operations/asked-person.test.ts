import { describe, expect, it } from 'vitest';
import { questionsOf, refuseUnlessAllowed, unlessGone } from '../../../../main/compose/operations/asked-person';
import type { ConsentAnswer } from '../../../../main/handout/consent';
import { outcomeOf } from '../../../support/core-graph';
import { PROGRAM, TestOperations } from '../../../support/make-operations';

describe('a question on behalf of a caller', () => {
  it('is not waited for once the caller has gone, and nothing follows from it', async () => {
    const abort = new AbortController();
    let agree = (): void => undefined;
    const open = new Promise<void>((resolve) => {
      agree = resolve;
    });
    const { confirm } = questionsOf({ confirm: () => open, choose: async () => 0 }, abort);
    const asked = outcomeOf(confirm({ message: '', detail: '', agree: '' }));
    abort.abort();
    expect(await asked).toBe('CANCELLED');
    agree();
    expect(await outcomeOf(unlessGone(abort.signal, async () => 'never'))).toBe('CANCELLED');
  });

  it('has its answer', async () => {
    const { choose } = questionsOf({ confirm: async () => undefined, choose: async () => 1 }, new AbortController());
    expect(await choose({ message: '', detail: '', answers: ['a', 'b'] })).toBe(1);
  });
});

describe('what takes a whole sign-in out over the socket', () => {
  const ask = (answer: ConsentAnswer, via: 'socket' | 'command-line' = 'socket') => {
    const world = new TestOperations();
    world.answer = answer;
    const asked = { ask: async (question: never) => (world.asked.push(question), world.answer) };
    const context = { consumer: PROGRAM, via, signal: world.abort.signal };
    return outcomeOf(refuseUnlessAllowed({ ask: asked }, context, 'default', 'back up everything')).then((outcome) => ({
      outcome,
      asked: world.asked,
    }));
  };

  it('is asked about each time, with what it wants to do', async () => {
    const { outcome, asked } = await ask({ decision: 'allow', scope: 'once' });
    expect([outcome, asked]).toEqual([
      undefined,
      [{ profileId: 'default', consumer: PROGRAM, kind: 'refresh', task: 'back up everything' }],
    ]);
  });

  it.each([
    [{ decision: 'deny', scope: 'always' }, 'DENIED'],
    [{ decision: 'unanswered', why: 'locked' }, 'NOT_ANSWERED'],
    [{ decision: 'unanswered', why: 'timeout' }, 'NOT_ANSWERED'],
  ] as const)('is refused after %j', async (answer, code) => {
    expect((await ask(answer)).outcome).toBe(code);
  });

  it('is not asked about by a command line that a person typed', async () => {
    const { outcome, asked } = await ask({ decision: 'deny', scope: 'once' }, 'command-line');
    expect([outcome, asked]).toEqual([undefined, []]);
  });
});
