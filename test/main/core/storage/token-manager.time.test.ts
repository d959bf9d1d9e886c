// What a TokenManager reports about its tokens over time, by its own clock and the server's.
import { describe, expect, it } from 'vitest';
import { CoreGraph } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { dueAfterMs, expiredAfterMs } from '../../../support/moments';

const NOW = FAKE_START_MS;
const HOUR = 3_600_000;

describe('decisions by time', () => {
  const dueMs = dueAfterMs(makeTokens(NOW));
  const expiredMs = expiredAfterMs(makeTokens(NOW));

  it('uses the measured offset of the server, once it is more than noise', async () => {
    const { manager, clock, store } = new CoreGraph();
    await manager.load();
    await manager.setTokens(makeTokens(NOW + HOUR), { serverOffsetMs: HOUR });
    expect([manager.serverOffsetMs, manager.isExpired()]).toEqual([HOUR, false]);
    await clock.advance(expiredMs);
    expect([manager.isExpired(), manager.serverNowMs()]).toEqual([true, NOW + HOUR + expiredMs]);
    await manager.commitRefresh(manager.signInEpoch, makeTokens(clock.nowMs()), { serverOffsetMs: 4_999 });
    expect([manager.serverOffsetMs, store.kept?.serverOffsetMs]).toEqual([0, undefined]);
  });

  it('keeps the last offset when an answer measured none', async () => {
    const { manager } = new CoreGraph();
    await manager.load();
    await manager.setTokens(makeTokens(NOW + HOUR), { serverOffsetMs: HOUR });
    await manager.commitRefresh(manager.signInEpoch, makeTokens(NOW + HOUR));
    expect(manager.serverOffsetMs).toBe(HOUR);
  });

  it('does not let a wall clock that is set back by an hour lengthen the token', async () => {
    const { manager, clock } = new CoreGraph();
    await manager.load();
    await manager.setTokens(makeTokens(NOW));
    await clock.advance(dueMs - 120_000);
    clock.jumpWall(-HOUR);
    expect([manager.needsRefresh(), manager.isExpired()]).toEqual([false, false]);
    await clock.advance(120_000);
    expect([manager.needsRefresh(), manager.isExpired()]).toEqual([true, false]);
    await clock.advance(expiredMs - dueMs);
    expect(manager.isExpired()).toBe(true);
    // What is shown by the local clock follows from the corrected offset.
    expect(manager.serverOffsetMs).toBe(HOUR);
  });

  it('counts the hours of a sleep and of a clock set forward', async () => {
    const { manager, clock } = new CoreGraph();
    await manager.load();
    await manager.setTokens(makeTokens(NOW));
    clock.jumpWall(expiredMs);
    expect(manager.isExpired()).toBe(true);
  });

  it('prefers a token’s time of issue to a local clock that is behind', async () => {
    const { manager, clock } = new CoreGraph();
    await manager.load();
    await manager.setTokens(makeTokens(NOW + HOUR));
    await clock.advance(expiredMs);
    expect(manager.isExpired()).toBe(true);
  });

  it('starts again with new tokens after the clock was wrong', async () => {
    const { manager, clock } = new CoreGraph();
    await manager.load();
    clock.jumpWall(24 * HOUR);
    await manager.setTokens(makeTokens(NOW));
    expect(manager.isExpired()).toBe(true);
    clock.jumpWall(-24 * HOUR);
    await manager.commitRefresh(manager.signInEpoch, makeTokens(NOW));
    expect(manager.isExpired()).toBe(false);
  });
});
