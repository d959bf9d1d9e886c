import { describe, expect, it } from 'vitest';
import { questionsOf, refuseUnlessAllowed } from '../../../../main/compose/operations/ask-user';
import type { ConsentAnswer, ConsentQuestion } from '../../../../main/handout/consent';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { PROGRAM, TestOperations } from '../../../support/make-operations';

describe('a question on behalf of a caller', () => {
  const question = { message: '', detail: '', agree: '' };
  const choice = { message: '', detail: '', answers: ['a', 'b'] };

  /** Questions that nobody answers, and whether they are still open. */
  function unanswered(via: 'socket' | 'command-line') {
    const clock = new FakeClock();
    const abort = new AbortController();
    const signals: (AbortSignal | undefined)[] = [];
    const open = (_: unknown, signal?: AbortSignal) => (signals.push(signal), new Promise<never>(() => undefined));
    const asking = questionsOf({ clock, confirm: open, choose: open }, { signal: abort.signal, via });
    return { ...asking, clock, abort, areOpen: () => signals.map((signal) => signal?.aborted === false) };
  }

  it.each(['socket', 'command-line'] as const)('is closed once the caller has disconnected (%s)', async (via) => {
    const { confirm, choose, abort, areOpen } = unanswered(via);
    const asked = [outcomeOf(confirm(question)), outcomeOf(choose(choice))];
    expect(areOpen()).toEqual([true, true]);
    abort.abort();
    expect([await Promise.all(asked), areOpen()]).toEqual([
      ['CANCELLED', 'CANCELLED'],
      [false, false],
    ]);
    expect([await outcomeOf(confirm(question)), areOpen().length]).toEqual(['CANCELLED', 2]);
  });

  it('is closed in the app when nobody answers for five minutes, and stays open in a terminal', async () => {
    const inApp = unanswered('socket');
    const inTerminal = unanswered('command-line');
    const asked = outcomeOf(inApp.confirm(question));
    void inTerminal.confirm(question).catch(() => undefined);
    await inApp.clock.advance(5 * 60_000 - 1);
    expect(inApp.areOpen()).toEqual([true]);
    await inApp.clock.advance(1);
    await inTerminal.clock.advance(60 * 60_000);
    expect([await asked, inApp.areOpen(), inTerminal.areOpen()]).toEqual(['NOT_ANSWERED', [false], [true]]);
  });

  it('has its answer', async () => {
    const parts = { clock: new FakeClock(), confirm: async () => undefined, choose: async () => 1 };
    const { choose } = questionsOf(parts, { signal: new AbortController().signal, via: 'socket' });
    expect([await choose(choice), parts.clock.timerCount]).toEqual([1, 0]);
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

  it('that waits says when to run it again, and nothing about a token', async () => {
    const { services, handout, abort } = new TestOperations();
    const core = { registry: services.registry };
    const resting = { ask: async () => ({ decision: 'unanswered', why: 'backoff', leftMs: 30_000 }) as const };
    const asker = { consumer: PROGRAM, via: 'socket', signal: abort.signal } as const;
    const parts = { core, ask: resting, handout, openTasks: new Set<string>() };
    await expect(refuseUnlessAllowed(parts, asker, ['default'], 'move them')).rejects.toMatchObject({
      code: 'NOT_ANSWERED',
      message: expect.stringMatching(/for the next 30 seconds\. Nothing was changed\.$/),
      remedy: 'Run it again after that.',
    });
  });

  it('is not asked about by a command line that a person typed', async () => {
    const { outcome, asked } = await ask({ decision: 'deny', scope: 'once' }, 'command-line');
    expect([outcome, asked]).toEqual([undefined, []]);
  });
});
