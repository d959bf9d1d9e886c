import { describe, expect, it } from 'vitest';
import { LOOK_AGAIN_MS } from '../../../../main/cli/exec/follow-again';
import { Supervisor } from '../../../../main/cli/exec/supervisor';
import type { SupervisorParts } from '../../../../main/cli/exec/supervisor-parts';
import { CommandFailure } from '../../../../main/cli/words/command-failure';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { TokenAnswer } from '../../../../main/handout/protocol';
import { FakeChild } from '../../../support/cli/fake-child';
import { FakeFeed } from '../../../support/cli/fake-feed';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokenAnswer } from '../../../support/make-token-answer';

const MINUTE = 60_000;
/** When a token of 15 minutes counts as expired. */
const LIFE = 12.5 * MINUTE;

/** A supervisor whose children are fakes, with a fresh token for each of them. */
function setUp(more: Partial<SupervisorParts> = {}, diesBy?: readonly NodeJS.Signals[]) {
  const clock = new FakeClock();
  const feed = new FakeFeed();
  const children: FakeChild[] = [];
  const said: string[] = [];
  const written: string[] = [];
  let generation = 1;
  const token = () => makeTokenAnswer({ issuedAtMs: clock.nowMs(), generation });
  const supervisor = new Supervisor({
    feed,
    clock,
    random: () => 1,
    getToken: async () => {
      generation += 1;
      return token();
    },
    start: async (given: TokenAnswer) => {
      const child = new FakeChild(given, diesBy);
      children.push(child);
      return child;
    },
    onRefresh: { kind: 'restart' },
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 30_000,
    follow: {},
    say: (line) => said.push(line),
    ...more,
  });
  const writeFile = async ({ access_token }: TokenAnswer) => void written.push(access_token);
  const last = () => children.at(-1) as FakeChild;
  return { supervisor, clock, feed, children, said, written, writeFile, last, token };
}

it('starts nothing where its first file cannot be written, and says so as exec', async () => {
  const writeFile = () => Promise.reject(new AxiomTokenError('STORAGE_FULL'));
  const { supervisor, children, token } = setUp({ writeFile });
  await expect(supervisor.run(token())).rejects.toMatchObject({ code: 'EXEC_FAILED' });
  expect(children).toEqual([]);
});

describe('a child without an answer to the end of its token', () => {
  const none = { onRefresh: { kind: 'none' } } as const;

  it('is warned about once, in its last minute', async () => {
    const { supervisor, clock, said, last, token } = setUp(none);
    const ended = supervisor.run(token());
    await clock.advance(14 * MINUTE - 1);
    expect(said).toEqual([]);
    await clock.advance(10 * MINUTE);
    expect(said).toEqual([expect.stringContaining('--on-refresh restart')]);
    last().end({ code: 3 });
    expect(await ended).toEqual({ code: 3 });
    expect(clock.timerCount).toBe(0);
  });

  it('that has a file is warned about only when that was not replaced, with the reason, once for each token', async () => {
    const given = setUp();
    const { supervisor, clock, feed, said, last, token } = setUp({ ...none, writeFile: given.writeFile });
    void supervisor.run(token());
    await clock.advance(10 * MINUTE);
    feed.tell({ type: 'token', token: makeTokenAnswer({ issuedAtMs: clock.nowMs(), generation: 2 }) });
    await clock.advance(LIFE - 1);
    feed.tell({ type: 'waiting', error: new AxiomTokenError('BROKER_UNAVAILABLE') });
    expect(said).toEqual([]);
    await clock.advance(20 * MINUTE);
    expect(said).toEqual([expect.stringContaining('cannot be reached over its socket')]);
    feed.tell({ type: 'token', token: makeTokenAnswer({ issuedAtMs: clock.nowMs(), generation: 3 }) });
    feed.tell({ type: 'paused' });
    await clock.advance(LIFE);
    expect(said).toHaveLength(2);
    expect(said[1]).toContain('paused');
    last().end({ code: 0 });
  });
});

describe('restart', () => {
  it("is scheduled by the expiry of the child's own token, whatever is refreshed meanwhile", async () => {
    const { supervisor, clock, feed, children, token } = setUp();
    void supervisor.run(token());
    await clock.advance(7 * MINUTE);
    for (const generation of [2, 3, 4]) feed.tell({ type: 'token', token: makeTokenAnswer({ generation }) });
    await clock.advance(LIFE - 7 * MINUTE - 1);
    expect(children).toHaveLength(1);
    await clock.advance(1);
    expect(children.map(({ isOver }) => isOver)).toEqual([true, false]);
    expect(children[0]?.heard).toEqual(['SIGTERM']);
  });

  it('goes on for hours, with one child at any time', async () => {
    const { supervisor, clock, children, token } = setUp();
    void supervisor.run(token());
    for (let minute = 0; minute < 300; minute++) {
      await clock.advance(MINUTE);
      expect(children.filter(({ isOver }) => !isOver)).toHaveLength(1);
    }
    expect(children).toHaveLength(1 + Math.floor((300 * MINUTE) / LIFE));
  });

  it('waits for a token that is valid before it stops the old child, says why once, and tries again', async () => {
    let isOffline = true;
    const { supervisor, clock, children, said, token } = setUp({
      getToken: async () => {
        if (isOffline) throw new AxiomTokenError('NETWORK');
        return makeTokenAnswer({ generation: 9, issuedAtMs: clock.nowMs() });
      },
    });
    void supervisor.run(token());
    await clock.advance(LIFE + 3 * MINUTE);
    expect([children.length, children[0]?.heard]).toEqual([1, []]);
    expect(said).toEqual([expect.stringContaining('Axiom cannot be reached.')]);
    isOffline = false;
    await clock.advance(30_000);
    expect(children.map((child) => child.token.generation)).toEqual([1, 9]);
  });

  it('tries again at once when a new pair is reported', async () => {
    let answers = 0;
    const { supervisor, clock, feed, children, token } = setUp({
      getToken: async () => {
        answers += 1;
        if (answers < 8) throw new AxiomTokenError('NETWORK');
        return makeTokenAnswer({ generation: 9 });
      },
    });
    void supervisor.run(token());
    while (answers < 7) await clock.advance(1_000);
    feed.tell({ type: 'token', token: makeTokenAnswer({ generation: 9 }) });
    await settle();
    expect(children).toHaveLength(2);
  });

  it('does not ask a person every half minute, but checks without a question whether it is allowed now', async () => {
    let asked = 0;
    let isAllowed = false;
    const { supervisor, clock, children, said, token } = setUp({
      getToken: async ({ mayAsk }) => {
        if (mayAsk !== false) asked += 1;
        if (!isAllowed) throw new AxiomTokenError(mayAsk === false ? 'NOT_ANSWERED' : 'DENIED');
        return makeTokenAnswer({ generation: 9, issuedAtMs: clock.nowMs() });
      },
    });
    void supervisor.run(token());
    await clock.advance(LIFE + 60 * MINUTE);
    expect([asked, said.length]).toEqual([13, 1]);
    isAllowed = true;
    await clock.advance(LOOK_AGAIN_MS);
    expect([asked, children.length]).toEqual([13, 2]);
  });

  it('does not count the same token as a new one', async () => {
    const { supervisor, clock, children, token } = setUp({ getToken: async () => makeTokenAnswer() });
    void supervisor.run(token());
    await clock.advance(LIFE + 5 * MINUTE);
    expect(children).toHaveLength(1);
  });

  it('kills a child that ignores the signal, after its time', async () => {
    const { supervisor, clock, children, token } = setUp({ stopTimeoutMs: 90_000 }, ['SIGKILL']);
    void supervisor.run(token());
    await clock.advance(LIFE + 89_999);
    expect(children).toHaveLength(1);
    await clock.advance(1);
    expect(children[0]?.heard).toEqual(['SIGTERM', 'SIGCONT', 'SIGKILL']);
    expect(children).toHaveLength(2);
  });

  it('never follows a crash', async () => {
    const { supervisor, clock, children, last, token } = setUp();
    const ended = supervisor.run(token());
    await clock.advance(MINUTE);
    last().end({ signal: 'SIGSEGV' });
    expect(await ended).toEqual({ signal: 'SIGSEGV' });
    await clock.advance(20 * MINUTE);
    expect(children).toHaveLength(1);
  });

  it('starts no new child when the old one ends while the next token is awaited', async () => {
    let answer: (token: TokenAnswer) => void = () => undefined;
    const getToken = () => new Promise<TokenAnswer>((resolve) => (answer = resolve));
    const { supervisor, clock, children, last, token } = setUp({ getToken });
    const ended = supervisor.run(token());
    await clock.advance(LIFE);
    last().end({ code: 7 });
    answer(makeTokenAnswer({ generation: 2 }));
    expect(await ended).toEqual({ code: 7 });
    await settle();
    expect(children).toHaveLength(1);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('is given up by %s while the old child is being stopped', async (signal) => {
    const { supervisor, clock, children, last, token } = setUp({}, ['SIGKILL']);
    const ended = supervisor.run(token());
    await clock.advance(LIFE);
    if (signal === 'SIGTERM') supervisor.forward(signal);
    else supervisor.notice(signal);
    last().end({ code: 5 });
    expect(await ended).toEqual({ code: 5 });
    expect(children).toHaveLength(1);
  });

  it('fails as the next start fails', async () => {
    let starts = 0;
    const { supervisor, clock, token } = setUp({
      start: async (given) => {
        starts += 1;
        if (starts > 1) throw new CommandFailure('EXEC_NOT_FOUND', 'bot: there is no such program.', 'Check it.');
        return new FakeChild(given);
      },
    });
    const ended = supervisor.run(token());
    const failure = ended.catch((error: unknown) => error);
    await clock.advance(LIFE);
    expect(await failure).toMatchObject({ code: 'EXEC_NOT_FOUND' });
  });

  it('of tokens with an unknown expiry follows the first newer pair, once for several', async () => {
    const { supervisor, clock, feed, children } = setUp({
      getToken: async () => makeTokenAnswer({ expires_at: null, generation: 3 }),
    });
    void supervisor.run(makeTokenAnswer({ expires_at: null }));
    await clock.advance(60 * MINUTE);
    expect(children).toHaveLength(1);
    feed.tell({ type: 'token', token: makeTokenAnswer({ expires_at: null, generation: 2 }) });
    await clock.advance(1_000);
    feed.tell({ type: 'token', token: makeTokenAnswer({ expires_at: null, generation: 3 }) });
    await clock.advance(10_000);
    expect(children.map((child) => child.token.generation)).toEqual([1, 3]);
  });
});

describe('a fresh pair', () => {
  it('is in the file before the child gets its signal, and each once', async () => {
    const log: string[] = [];
    const { supervisor, clock, feed, last, token } = setUp({
      onRefresh: { kind: 'signal', signal: 'SIGHUP' },
      writeFile: async ({ generation }) => {
        await settle();
        log.push(`file ${generation}, told ${last()?.heard.length ?? 0}`);
      },
    });
    const ended = supervisor.run(token());
    await settle();
    await clock.advance(1);
    for (const generation of [1, 2, 2, 3]) {
      feed.tell({ type: 'token', token: makeTokenAnswer({ generation }) });
      await clock.advance(1);
      await clock.advance(1);
    }
    await clock.advance(1_000);
    last().end({ code: 0 });
    await ended;
    expect(log).toEqual(['file 1, told 0', 'file 2, told 0', 'file 3, told 1']);
    expect(last().heard).toEqual(['SIGHUP', 'SIGHUP']);
    expect(feed.isFollowed).toBe(false);
  });

  it('that cannot be written is reported once, and the child continues', async () => {
    let isFull = false;
    const { supervisor, clock, feed, said, last, token } = setUp({
      onRefresh: { kind: 'signal', signal: 'SIGHUP' },
      writeFile: async () => {
        if (isFull) throw new AxiomTokenError('STORAGE_FULL');
      },
    });
    void supervisor.run(token());
    await settle();
    isFull = true;
    feed.tell({ type: 'token', token: makeTokenAnswer({ generation: 2 }) });
    await clock.advance(10);
    expect(said).toEqual([expect.stringContaining('no space left')]);
    expect([last().heard, last().isOver]).toEqual([[], false]);
  });
});

describe('what a person must do', () => {
  it('is reported once', async () => {
    const { supervisor, feed, said, token } = setUp({ onRefresh: { kind: 'none' } });
    void supervisor.run(token());
    await settle();
    const error = new AxiomTokenError('UNAUTHORIZED');
    for (let time = 0; time < 3; time++) feed.tell({ type: 'waiting', error });
    feed.tell({ type: 'waiting', error: new AxiomTokenError('BROKER_UNAVAILABLE') });
    expect(said).toEqual([expect.stringContaining('Sign in again.')]);
  });
});

describe('signals', () => {
  it('go on to the child', async () => {
    const { supervisor, last, token } = setUp({}, []);
    void supervisor.run(token());
    await settle();
    for (const signal of ['SIGTERM', 'SIGHUP', 'SIGUSR1'] as const) supervisor.forward(signal);
    supervisor.notice('SIGINT');
    expect(last().heard).toEqual(['SIGTERM', 'SIGHUP', 'SIGUSR1']);
  });

  it('before there is a child leave none to be started', async () => {
    const { supervisor, children, token } = setUp({ writeFile: () => settle() });
    const ended = supervisor.run(token());
    supervisor.forward('SIGTERM');
    expect(await ended).toEqual({ signal: 'SIGTERM' });
    expect(children).toEqual([]);
  });
});
