import { describe, expect, it } from 'vitest';
import { questionsOf, refuseUnlessAllowed, rejectOnAbort } from '../../../../main/compose/operations/asked-person';
import type { ConsentAnswer, ConsentQuestion } from '../../../../main/handout/consent';
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
    expect(await outcomeOf(rejectOnAbort(abort.signal, async () => 'never'))).toBe('CANCELLED');
  });

  it('has its answer', async () => {
    const { choose } = questionsOf({ confirm: async () => undefined, choose: async () => 1 }, new AbortController());
    expect(await choose({ message: '', detail: '', answers: ['a', 'b'] })).toBe(1);
  });
});

describe('what takes a whole sign-in out over the socket', () => {
  const made = (answer: ConsentAnswer) => {
    const world = new TestOperations();
    world.answer = answer;
    const ask = { ask: async (question: ConsentQuestion) => (world.asked.push(question), world.answer) };
    const core = { registry: world.services.registry };
    const parts = { ask, handout: world.handout, openTasks: new Set<string>(), core };
    const run = (via: 'socket' | 'command-line' = 'socket', ask = parts.ask) =>
      outcomeOf(
        refuseUnlessAllowed(
          { ...parts, ask },
          { consumer: PROGRAM, via, signal: world.abort.signal },
          ['default'],
          'back up everything',
        ),
      );
    return { world, run };
  };
  const ask = async (answer: ConsentAnswer, via: 'socket' | 'command-line' = 'socket') => {
    const { world, run } = made(answer);
    return { outcome: await run(via), asked: world.asked };
  };

  it('is asked about once at a time', async () => {
    const { run, world } = made({ decision: 'allow', scope: 'once' });
    const never = { ask: () => new Promise<ConsentAnswer>(() => undefined) };
    void run('socket', never);
    expect([await run(), world.asked]).toEqual(['NOT_ANSWERED', []]);
  });

  it('is not asked about any more once the program is blocked', async () => {
    const { run, world } = made({ decision: 'deny', scope: 'hour' });
    const remembered: unknown[] = [];
    world.handout.consents.remember = (question) => void remembered.push(question);
    await run();
    world.handout.consents.decide = () => ({ kind: 'deny', rule: 'blocked', consent: {} as never });
    expect([await run(), world.asked.length, remembered.length]).toEqual(['DENIED', 1, 1]);
  });

  it('is asked about each time, with what it wants to do', async () => {
    const { outcome, asked } = await ask({ decision: 'allow', scope: 'once' });
    expect([outcome, asked]).toEqual([
      undefined,
      [{ profileId: 'default', consumer: PROGRAM, kind: 'refresh', task: 'back up everything', effect: 'exposes' }],
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
