// Through the lifecycle: the effect of sleep and of clock changes on tokens and schedule.
import * as fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { dueAfterMs, personFloorMs, untilDueMs } from '../../../support/moments';
import { makeTokens } from '../../../support/make-jwt';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';

compareSecretsByText();

const NOW = FAKE_START_MS;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('clocks that jump', () => {
  it('a sleep of eight hours is followed by one refresh within a tick', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    await graph.clock.advance(MINUTE);
    graph.clock.jumpWall(8 * HOUR);
    await graph.clock.advance(MINUTE);
    expect(graph.gateway.asked).toHaveLength(1);
    expect(graph.manager.isExpired()).toBe(false);
    await graph.clock.advance(dueAfterMs(graph.gateway.issue().tokens) - MINUTE);
    expect(graph.gateway.asked).toHaveLength(1);
  });

  it('a sleep right after a refresh is not held up by the floor', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    await refresher.refresh('automatic');
    graph.clock.jumpWall(8 * HOUR);
    graph.lifecycle.checkAllNow();
    await settle();
    expect(graph.gateway.asked).toHaveLength(2);
  });

  it('a clock set back by hours delays neither the refresh nor a retry', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    const dueMs = untilDueMs(graph.clock, refresher);
    await graph.clock.advance(dueMs - 2 * MINUTE);
    graph.clock.jumpWall(-3 * HOUR);
    graph.gateway.script.push(failing('NETWORK'));
    await graph.clock.advance(2 * MINUTE + 5_000);
    expect(graph.gateway.asked).toHaveLength(2);
    expect(refresher.sessionFacet).toBe('ok');
    const sinceMs = graph.clock.monotonicMs() - (graph.gateway.asked[1]?.atMs ?? 0);
    graph.gateway.script.push(failing('TIMEOUT'), failing('TIMEOUT'));
    await graph.clock.advance(dueMs - sinceMs);
    expect(refresher.sessionFacet).toBe('offline');
    graph.clock.jumpWall(-3 * HOUR);
    await graph.clock.advance(10_000);
    expect([graph.gateway.asked.length, refresher.sessionFacet]).toEqual([5, 'ok']);
  });

  it('a sleep while the answer was on its way is followed by another refresh at once', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    const held = graph.gateway.held();
    graph.gateway.script.push(held.step);
    const refreshed = refresher.refresh('automatic');
    const issued = graph.gateway.issue();
    await settle();
    graph.clock.jumpWall(8 * HOUR);
    graph.lifecycle.checkAllNow();
    held.release(issued);
    await refreshed;
    await graph.clock.advance(1);
    expect(graph.gateway.asked).toHaveLength(2);
    expect(graph.manager.isExpired()).toBe(false);
  });

  it('a clock set back, then a sleep of the same length, does not prolong a token', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    graph.gateway.otherwise = failing('NETWORK');
    await graph.clock.advance(2 * MINUTE);
    graph.clock.jumpWall(-HOUR);
    await graph.clock.advance(MINUTE);
    graph.clock.jumpWall(HOUR);
    expect(graph.manager.isExpired()).toBe(true);
    expect(await outcomeOf(graph.lifecycle.getValidAccessToken('default'))).toBe('NETWORK');
  });

  it('a clock set back delays no click', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    await graph.lifecycle.refreshNow('default');
    graph.clock.jumpWall(-3 * HOUR);
    await graph.clock.advance(personFloorMs());
    await graph.lifecycle.refreshNow('default');
    expect(graph.gateway.asked).toHaveLength(2);
  });

  it('a clock that was a year ahead for a while costs one refresh, and the session continues', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.otherwise = failing('NETWORK');
    graph.clock.jumpWall(365 * DAY);
    await graph.clock.advance(10 * MINUTE);
    graph.clock.jumpWall(-365 * DAY);
    graph.gateway.otherwise = async () => graph.gateway.issue();
    await graph.clock.advance(6 * MINUTE);
    expect([refresher.sessionFacet, graph.manager.isExpired()]).toEqual(['ok', false]);
  });

  it('are noticed within a minute even when nothing is scheduled any more', async () => {
    const graph = new CoreGraph();
    const { refreshExpiresAtMs: _, ...endless } = makeTokens(NOW);
    const refresher = await graph.signedIn(endless);
    graph.gateway.otherwise = failing('UNAUTHORIZED');
    expect(await outcomeOf(refresher.refresh('automatic'))).toBe('UNAUTHORIZED');
    await graph.clock.advance(20 * MINUTE);
    expect([refresher.nextWakeAtMs, graph.clock.timerCount]).toEqual([Infinity, 1]);
    const listener = vi.fn();
    graph.lifecycle.onChange(listener);
    await graph.clock.advance(MINUTE);
    expect(listener).not.toHaveBeenCalled();
    graph.clock.jumpWall(-HOUR);
    await graph.clock.advance(MINUTE);
    expect(listener).toHaveBeenCalled();
  });

  it('whatever jumps, nothing expired is handed out, nothing is asked under 10 s, and the end state is healthy', async () => {
    const jump = fc.record({
      wallMs: fc.integer({ min: -12 * HOUR, max: 12 * HOUR }),
      thenMs: fc.integer({ min: 0, max: HOUR }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(jump, { maxLength: 6 }), async (jumps) => {
        const graph = new CoreGraph();
        // The server's clock is the monotonic one: it has no jump, and its answers contain its time.
        const serverNowMs = (): number => NOW + graph.clock.monotonicMs() - 1_000;
        graph.gateway.otherwise = async () => ({
          ...graph.gateway.issue(),
          tokens: makeTokens(serverNowMs()),
          serverOffsetMs: serverNowMs() - graph.clock.nowMs(),
        });
        await graph.signedIn();
        for (const { wallMs, thenMs } of jumps) {
          graph.clock.jumpWall(wallMs);
          await graph.clock.advance(thenMs);
          const outcome = await graph.lifecycle.ensureValidTokens('default').catch(() => undefined);
          if (outcome) expect((outcome.expiresAtMs ?? 0) - serverNowMs()).toBeGreaterThanOrEqual(0);
        }
        await graph.clock.advance(20 * MINUTE);
        expect(graph.manager.isExpired()).toBe(false);
        // One each time it is due, and one per jump.
        const timesDue = graph.clock.monotonicMs() / dueAfterMs(makeTokens(NOW));
        expect(graph.gateway.asked.length).toBeLessThanOrEqual(Math.ceil(timesDue) + jumps.length + 1);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a clock that was set back while the app was off, or was ahead before', () => {
  async function startedAgain(graph: CoreGraph): Promise<CoreGraph> {
    const next = new CoreGraph(graph.store.kept ? { kept: graph.store.kept } : {});
    next.clock.jumpWall(20 * MINUTE - DAY);
    next.lifecycle.add(next.manager, next.gateway);
    await next.manager.load();
    return next;
  }

  it('hands out no token that may be over: it is refreshed first, once', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    const next = await startedAgain(graph);
    expect(next.manager.isExpired()).toBe(true);
    const given = await next.lifecycle.ensureValidTokens('default');
    expect(given).not.toEqual(graph.manager.getTokens());
    await next.clock.advance(MINUTE);
    expect([next.gateway.asked.length, next.manager.isExpired()]).toEqual([1, false]);
  });

  it('says so when that fails', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    const next = await startedAgain(graph);
    next.gateway.otherwise = failing('NETWORK');
    expect(await outcomeOf(next.lifecycle.getValidAccessToken('default'))).toBe('NETWORK');
  });

  it('does not matter for tokens whose sign-in was only dated after an earlier sign-out', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    graph.clock.jumpWall(DAY);
    await graph.manager.clear();
    graph.clock.jumpWall(-DAY);
    await graph.manager.setTokens(makeTokens(NOW));
    expect([graph.store.kept?.savedAtMs === NOW, graph.manager.isExpired()]).toEqual([false, false]);
  });
});

describe('the clocks', () => {
  it('are read once per millisecond, however often tokens are checked in it', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    await graph.clock.advance(1);
    const read = vi.spyOn(graph.clock, 'monotonicMs');
    for (let call = 0; call < 1_000; call++) graph.manager.isExpired();
    expect(read).toHaveBeenCalledTimes(1);
    await graph.clock.advance(1);
    expect(graph.manager.serverNowMs()).toBe(NOW + 2);
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('give the time of new tokens at once', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    expect(graph.manager.serverNowMs()).toBe(NOW);
    await graph.manager.setTokens(makeTokens(NOW), { serverOffsetMs: HOUR });
    expect(graph.manager.serverNowMs()).toBe(NOW + HOUR);
  });
});
