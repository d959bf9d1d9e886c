import { describe, expect, it } from 'vitest';
import { nextLookAtMs, StandaloneFeed } from '../../../../main/cli/feed/standalone-feed';
import type { FeedEvent } from '../../../../main/cli/feed/token-feed';
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import { FAKE_START_MS, FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokenAnswer } from '../../../support/make-token-answer';

const MINUTE = 60_000;

/** A core in this process that refreshes on request when half of a pair's life is over, or fails. */
function setUp() {
  const clock = new FakeClock();
  const asked: number[] = [];
  const events: FeedEvent[] = [];
  let token = makeTokenAnswer();
  let session = 'ok';
  let failure: ErrorCode | undefined;
  const listeners = new Set<() => void>();
  const call = async (name: string) => {
    if (name === 'status') {
      return { profiles: [{ id: 'default', is_default: true, token: 'good', session, storage: 'saved' }] };
    }
    asked.push(clock.nowMs());
    if (failure) throw new AxiomTokenError(failure);
    if (clock.nowMs() >= Date.parse(token.refresh_after)) {
      token = makeTokenAnswer({ issuedAtMs: clock.nowMs(), generation: token.generation + 1 });
    }
    return token;
  };
  const onChangeInProcess = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const readInProcess = async () => ({
    generation: failure === 'TOKEN_NOT_FOUND' ? undefined : token.generation,
    state: { ...token.state, session: session as never },
    isPaused: failure === 'PAUSED',
  });
  const feed = new StandaloneFeed({
    session: { call: call as never, onChangeInProcess: onChangeInProcess, readInProcess: readInProcess },
    clock,
  });
  const stop = feed.follow({}, (event) => events.push(event));
  return {
    ...{ clock, asked, events, stop, feed, listeners },
    /** Another program has changed something, or nothing that matters here. */
    change: async (how: () => void = () => undefined) => {
      how();
      for (const listener of listeners) listener();
      await clock.advance(1_000);
    },
    renew: () => {
      token = makeTokenAnswer({ issuedAtMs: clock.nowMs(), generation: token.generation + 1 });
    },
    fail: (code?: ErrorCode, facet = session) => {
      failure = code;
      session = facet;
    },
    told: () => events.map((event) => (event.type === 'token' ? event.token.generation : event.type)),
  };
}

describe('tokens without the app', () => {
  it('are reported at once, and each new pair through six hours, asked for only when one is due', async () => {
    const { clock, asked, told, stop } = setUp();
    await settle();
    expect(told()).toEqual([1]);
    await clock.advance(6 * 60 * MINUTE);
    expect(told()).toEqual(Array.from({ length: 49 }, (_, at) => at + 1));
    expect(asked.length).toBeLessThan(60);
    stop();
    expect(clock.timerCount).toBe(0);
  });

  it('are waited for, seldom, and reported again when there are some', async () => {
    const { clock, asked, told, fail } = setUp();
    await settle();
    fail('NETWORK', 'offline');
    await clock.advance(68 * MINUTE);
    expect(told().slice(0, 3)).toEqual([1, 'state', 'waiting']);
    expect(asked.length).toBeLessThan(300);
    fail(undefined, 'ok');
    await clock.advance(MINUTE);
    expect(told().at(-1)).toBe(2);
  });

  it('report a pause, and the pair after it', async () => {
    const { clock, told, fail } = setUp();
    await settle();
    fail('PAUSED');
    await clock.advance(8 * MINUTE);
    expect(told()).toContain('paused');
    fail();
    await clock.advance(MINUTE);
    expect(told().at(-1)).toBe(2);
  });

  it('are reported soon when another program has refreshed, paused, resumed or signed out', async () => {
    const { change, renew, fail, clock, told, listeners } = setUp();
    await clock.advance(MINUTE);
    await change(renew);
    expect(told()).toEqual([1, 2]);
    await change(() => fail('PAUSED'));
    expect(new Set(told().slice(2))).toEqual(new Set(['paused']));
    await change(() => fail());
    expect(told().at(-1)).toBe(2);
    await change(() => fail('TOKEN_NOT_FOUND', 'needs-sign-in'));
    expect(told().slice(-2)).toEqual(['state', 'ended']);
    const count = told().length;
    await change();
    expect([told().length, listeners.size]).toEqual([count, 1]);
  });

  it('are not asked for again when nothing has changed for them', async () => {
    const { change, asked, clock, stop, listeners } = setUp();
    await clock.advance(MINUTE);
    for (let times = 0; times < 5; times++) await change();
    expect(asked).toHaveLength(1);
    stop();
    expect([listeners.size, clock.timerCount]).toEqual([0, 0]);
  });

  it('report why there are none, by the account’s facets', async () => {
    const { clock, events, fail } = setUp();
    await settle();
    fail('UNAUTHORIZED', 'needs-sign-in');
    await clock.advance(8 * MINUTE);
    expect(events[1]).toEqual({ type: 'state', state: { token: 'good', session: 'needs-sign-in', storage: 'saved' } });
  });

  it.each<ErrorCode>(['DENIED', 'TOKEN_NOT_FOUND', 'WRONG_ACCOUNT'])('end with %s', async (code) => {
    const { clock, told, fail } = setUp();
    await settle();
    fail(code);
    await clock.advance(60 * MINUTE);
    expect(told()).toEqual([1, 'ended']);
    expect(clock.timerCount).toBe(0);
  });

  it('are not reported after the end', async () => {
    const { told, stop } = setUp();
    stop();
    await settle();
    expect(told()).toEqual([]);
  });
});

describe('the next look', () => {
  it.each([
    ['when a refresh is due', makeTokenAnswer(), 0, 7.5 * MINUTE],
    ['when too little is left', makeTokenAnswer(), 10 * MINUTE, 5 * MINUTE],
    ['by the local clock', makeTokenAnswer({ clock_offset_ms: 1_000 }), 0, 7.5 * MINUTE - 1_000],
    ['without a known end', makeTokenAnswer({ expires_at: null }), 10 * MINUTE, 7.5 * MINUTE],
  ])('is %s', (_what, token, minValidMs, afterMs) => {
    expect(nextLookAtMs(token, minValidMs)).toBe(FAKE_START_MS + afterMs);
  });
});
