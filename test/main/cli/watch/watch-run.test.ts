import { describe, expect, it } from 'vitest';
import { BrokerFeed } from '../../../../main/cli/feed/broker-feed';
import { runWatch, type WatchParts } from '../../../../main/cli/watch/watch-run';
import { CommandFailure } from '../../../../main/cli/words/command-failure';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { FakeBroker } from '../../../support/cli/fake-broker';
import { FakeFeed } from '../../../support/cli/fake-feed';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokenAnswer } from '../../../support/make-token-answer';

const MINUTE = 60_000;

function setUp(more: Partial<WatchParts> = {}) {
  const clock = new FakeClock();
  const feed = new FakeFeed();
  const abort = new AbortController();
  const read: string[] = [];
  const notes: string[] = [];
  let endInput: () => void = () => undefined;
  const ended = runWatch({
    feed,
    clock,
    follow: {},
    format: 'jsonl',
    hasTokens: true,
    hasStates: true,
    isOnce: false,
    signal: abort.signal,
    write: async (line) => void read.push(line),
    note: (line) => notes.push(line),
    onInputEnd: (listener) => {
      endInput = listener;
      return () => undefined;
    },
    ...more,
  });
  const token = async (generation: number) => {
    feed.tell({ type: 'token', token: makeTokenAnswer({ generation }) });
    await settle();
  };
  const types = () =>
    read.map((line) => {
      const { type, generation } = JSON.parse(line);
      return generation ?? type;
    });
  return { clock, feed, abort, read, notes, ended, token, types, endInput: () => endInput() };
}

describe('watch', () => {
  it('prints a line a new pair through eight hours of refreshes and restarts of the app', async () => {
    const broker = new FakeBroker();
    const clock = new FakeClock();
    const feed = new BrokerFeed({ session: broker, clock, random: () => 0.5 });
    const { types, endInput, ended } = setUp({ feed, clock });
    await settle();
    const pairs = (8 * 60) / 7.5;
    const tell = (generation: number) =>
      broker.tell('token', { subscription: 1, token: makeTokenAnswer({ generation }) });
    for (let pair = 1; pair <= pairs; pair++) {
      tell(pair);
      await clock.advance(MINUTE);
      // Every fifth time the app is gone for a minute, and reports its pair again when it is back.
      if (pair % 5 === 0) {
        broker.isRunning = false;
        broker.drop();
        await clock.advance(MINUTE);
        broker.isRunning = true;
        await clock.advance(5_000);
        tell(pair);
      }
      await clock.advance(5 * MINUTE);
    }
    expect(types().filter((type) => type !== 'state')).toEqual(Array.from({ length: pairs }, (_, at) => at + 1));
    expect(types().filter((type) => type === 'state')).toHaveLength(2 * Math.floor(pairs / 5));
    endInput();
    await ended;
    expect(clock.timerCount).toBe(0);
  });

  it('skips to the newest for a reader that is slow', async () => {
    const taken: (() => void)[] = [];
    const lines: string[] = [];
    const write = (line: string) =>
      new Promise<void>((resolve) => {
        taken.push(resolve);
        lines.push(line);
      });
    const { token } = setUp({ write });
    for (let pair = 1; pair <= 1000; pair++) await token(pair);
    taken[0]?.();
    await settle();
    expect(lines.map((line) => JSON.parse(line).generation)).toEqual([1, 1000]);
  });

  it('ends with code 0 when stdin is closed, with the last line read', async () => {
    const { token, types, ended, endInput, feed } = setUp();
    await token(1);
    endInput();
    await ended;
    expect([types(), feed.isFollowed]).toEqual([[1], false]);
  });

  it('ends with code 0 when nobody reads any more', async () => {
    const write = () => Promise.reject(new CommandFailure('OUTPUT_CLOSED', 'Closed.', 'Open.'));
    const { token, ended } = setUp({ write });
    await token(1);
    expect(await ended).toBeUndefined();
  });

  it('ends with code 4 on a dead session, after the line that says so', async () => {
    const { token, feed, types, ended } = setUp();
    await token(1);
    const failure = ended.catch((error: unknown) => error);
    feed.tell({ type: 'state', state: { token: 'due', session: 'needs-sign-in', storage: 'saved' } });
    expect(await failure).toMatchObject({ code: 'UNAUTHORIZED' });
    expect(types()).toEqual([1, 'state']);
  });

  it('ends as the signal requests', async () => {
    const { abort, ended } = setUp();
    const failure = ended.catch((error: unknown) => error);
    abort.abort(new AxiomTokenError('CANCELLED'));
    expect(await failure).toMatchObject({ code: 'CANCELLED' });
  });

  it('does not wait endlessly for a reader of the last line', async () => {
    const { token, endInput, ended, clock } = setUp({ write: () => new Promise(() => undefined) });
    await token(1);
    endInput();
    await clock.advance(1_000);
    expect(await ended).toBeUndefined();
  });

  it('ends after the first token if that was requested', async () => {
    const { token, feed, types, ended } = setUp({ isOnce: true });
    feed.tell({ type: 'waiting', error: new AxiomTokenError('STORAGE_LOCKED') });
    await token(1);
    await ended;
    expect(types()).toEqual(['state', 'state', 1]);
  });

  it('prints a heartbeat when there is nothing else, and none for a reader that is behind', async () => {
    const { clock, token, types } = setUp({ heartbeatMs: 90_000 });
    await token(1);
    await clock.advance(80_000);
    await token(2);
    await clock.advance(89_999);
    expect(types()).toEqual([1, 2]);
    await clock.advance(1 + 180_000);
    expect(types()).toEqual([1, 2, 'heartbeat', 'heartbeat', 'heartbeat']);
    const lines: string[] = [];
    const behind = setUp({ heartbeatMs: 1_000, write: (line) => new Promise(() => void lines.push(line)) });
    await behind.token(1);
    await behind.clock.advance(60_000);
    expect(lines).toHaveLength(1);
  });

  it('says on stderr why there is no token where no line does, once for each reason', async () => {
    const { feed, notes, read, token } = setUp({ format: 'raw', hasStates: false });
    const away = { type: 'waiting', error: new AxiomTokenError('BROKER_UNAVAILABLE') } as const;
    for (const event of [away, away, { type: 'paused' }, { type: 'paused' }] as const) feed.tell(event);
    await token(1);
    feed.tell(away);
    expect(notes.map((note) => (note.includes('paused') ? 'paused' : 'away'))).toEqual(['away', 'paused', 'away']);
    expect(read).toEqual(['access.token.1']);
  });

  it('prints no reason on stderr if a line on stdout has it', async () => {
    const { feed, notes } = setUp();
    feed.tell({ type: 'waiting', error: new AxiomTokenError('NETWORK') });
    feed.tell({ type: 'paused' });
    expect(notes).toEqual([]);
  });
});
