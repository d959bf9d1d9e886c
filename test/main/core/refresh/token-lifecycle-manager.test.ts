import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { automaticRefreshFloorMs } from '../../../../main/core/tokens/expiry-policy';
import { MAX_TIMER_MS } from '../../../../main/core/ports/clock';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { dueAfterMs, expiredAfterMs, untilDueMs } from '../../../support/moments';
import { makeTokens } from '../../../support/make-jwt';
import { ScriptedAuthGateway, failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';

compareSecretsByText();

const NOW = FAKE_START_MS;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The minimum time between two requests to the server. */
const leastGapMs = (atMs: readonly number[]): number =>
  Math.min(...atMs.slice(1).map((later, index) => later - (atMs[index] ?? 0)));

/** One more profile with tokens issued `agoMs` ago; its automatic refresh is in `dueMs`. */
async function addSignedIn(graph: CoreGraph, agoMs: number) {
  const gateway = new ScriptedAuthGateway(graph.clock);
  const manager = graph.newManager(`profile-${agoMs}`);
  const refresher = graph.lifecycle.add(manager, gateway);
  await manager.load();
  await manager.setTokens(makeTokens(NOW - agoMs));
  return { gateway, dueMs: untilDueMs(graph.clock, refresher) };
}

describe('the schedule', () => {
  // The only place with the policy's numbers besides its own tests, because README promises them.
  it('refreshes a fresh 15-minute token after 7.5 minutes, with a little jitter', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    const dueAtMs = refresher.nextRefreshAtMs ?? 0;
    expect(dueAtMs - NOW).toBe(450_000 + 5_000);
    await graph.clock.advance(455_000 - 1);
    expect(graph.gateway.asked).toEqual([]);
    await graph.clock.advance(1);
    expect(graph.askedAfterMs).toEqual([455_000]);
  });

  it('keeps a session for 30 days with one refresh each time it is due, never under the floor, the token always good', async () => {
    const random = fc.sample(fc.double({ min: 0, max: 0.999, noNaN: true }), { numRuns: 500, seed: 7 });
    let drawn = 0;
    const graph = new CoreGraph({ random: () => random[drawn++ % random.length] ?? 0 });
    await graph.signedIn();
    let expired = 0;
    for (let minute = 0; minute < 30 * 24 * 60; minute++) {
      await graph.clock.advance(MINUTE);
      if (graph.manager.isExpired()) expired++;
    }
    expect(expired).toBe(0);
    const fresh = graph.gateway.issue().tokens;
    const timesDue = (30 * DAY) / dueAfterMs(fresh);
    expect(graph.gateway.asked.length).toBeLessThanOrEqual(timesDue);
    expect(graph.gateway.asked.length).toBeGreaterThan(0.95 * timesDue);
    expect(leastGapMs(graph.askedAfterMs)).toBeGreaterThanOrEqual(automaticRefreshFloorMs(fresh));
    expect(Math.max(...graph.clock.requestedDelaysMs)).toBeLessThanOrEqual(MAX_TIMER_MS);
    expect(graph.clock.timerCount).toBe(1);
    expect(graph.store.kept?.tokens).toEqual(graph.manager.getTokens());
  });

  it('has 50 profiles with one timer, each refreshed on its own schedule', async () => {
    const graph = new CoreGraph();
    const profiles = await Promise.all(Array.from({ length: 50 }, (_, index) => addSignedIn(graph, index * 5_000)));
    const everyMs = Math.max(...profiles.map(({ dueMs }) => dueMs));
    expect(graph.clock.timerCount).toBe(1);
    let most = 0;
    for (let minute = 0; minute < 60; minute++) {
      await graph.clock.advance(MINUTE);
      most = Math.max(most, graph.clock.timerCount);
    }
    expect(most).toBe(1);
    expect(profiles.map(({ gateway }) => gateway.asked.length)).toEqual(
      profiles.map(({ dueMs }) => 1 + Math.floor((HOUR - dueMs) / everyMs)),
    );
    graph.lifecycle.dispose();
    expect(graph.clock.timerCount).toBe(0);
  });

  it('refreshes each of several profiles at its own second, not at the next tick', async () => {
    const graph = new CoreGraph();
    const profiles = await Promise.all([0, 7_000, 21_000].map((agoMs) => addSignedIn(graph, agoMs)));
    const dueMs = profiles[0]?.dueMs ?? 0;
    await graph.clock.advance(dueMs + 20_000);
    expect(profiles.map(({ gateway }) => gateway.asked.map(({ atMs }) => atMs - 1_000))).toEqual([
      [dueMs],
      [dueMs - 7_000],
      [dueMs - 21_000],
    ]);
  });

  it('ticks no more often than it must', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    const before = graph.clock.requestedDelaysMs.length;
    await graph.clock.advance(DAY);
    // One a minute, and a few per refresh.
    expect(graph.clock.requestedDelaysMs.length - before).toBeLessThan(24 * 60 + graph.gateway.asked.length * 6);
  });

  it('sets no timer while signed out, and none is left when a profile is signed out, removed or disposed', async () => {
    const graph = new CoreGraph();
    graph.lifecycle.add(graph.manager, graph.gateway);
    await graph.manager.load();
    expect(graph.clock.timerCount).toBe(0);
    await graph.manager.setTokens(makeTokens(NOW));
    expect(graph.clock.timerCount).toBe(1);
    await graph.manager.clear();
    expect(graph.clock.timerCount).toBe(0);
    await graph.manager.setTokens(makeTokens(NOW));
    graph.lifecycle.remove('default');
    expect(graph.clock.timerCount).toBe(0);
    await graph.clock.advance(HOUR);
    expect(graph.gateway.asked).toEqual([]);
  });

  it('makes no timer any more when a refresh ends after dispose', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    const held = graph.gateway.held();
    graph.gateway.script.push(held.step);
    await graph.advanceUntilDue();
    graph.lifecycle.dispose();
    graph.manager.dispose();
    const issued = graph.gateway.issue();
    held.release(issued);
    await graph.clock.advance(HOUR);
    expect([graph.clock.timerCount, graph.gateway.asked.length]).toEqual([0, 1]);
    expect(graph.store.kept?.tokens).toEqual(issued.tokens);
  });

  it('uses a profile that is added again in place of the former', async () => {
    const graph = new CoreGraph();
    const former = await graph.signedIn();
    expect(graph.lifecycle.add(graph.manager, graph.gateway)).not.toBe(former);
    let heard = 0;
    former.onChange(() => heard++);
    await graph.advanceUntilDue();
    expect([graph.gateway.asked.length, heard]).toEqual([1, 0]);
  });
});

describe('a server that always issues', () => {
  it('1-second tokens is asked ever more seldom, until every five minutes', async () => {
    const floorMs = automaticRefreshFloorMs(makeTokens(NOW, 1_000));
    const graph = new CoreGraph({ lifetimeMs: 1_000 });
    await graph.signedIn(makeTokens(NOW, 1_000));
    const callers = setInterval1Second(graph);
    await graph.clock.advance(HOUR);
    await callers;
    expect(leastGapMs(graph.askedAfterMs)).toBeGreaterThanOrEqual(floorMs);
    expect(graph.gateway.asked.length).toBeLessThanOrEqual(HOUR / (5 * MINUTE) + 6);
    expect(graph.gateway.asked.length).toBeGreaterThanOrEqual(HOUR / (5 * MINUTE));
  });

  it('the same nearly expired token is not asked in a loop', async () => {
    const graph = new CoreGraph();
    const stale = makeTokens(NOW - 14 * MINUTE);
    graph.gateway.otherwise = async () => ({ ...graph.gateway.issue(), tokens: stale });
    await graph.signedIn(stale);
    await graph.clock.advance(HOUR);
    expect(leastGapMs(graph.askedAfterMs)).toBeGreaterThanOrEqual(automaticRefreshFloorMs(stale));
  });

  it('tokens that arrive expired, by a clock that is an hour ahead, is asked no more often than for good ones', async () => {
    const graph = new CoreGraph();
    graph.clock.jumpWall(HOUR);
    graph.gateway.otherwise = async () => {
      const serverNowMs = graph.clock.nowMs() - HOUR;
      return { ...graph.gateway.issue(), tokens: { ...makeTokens(serverNowMs), receivedAtMs: graph.clock.nowMs() } };
    };
    await graph.signedIn(makeTokens(NOW));
    await graph.clock.advance(HOUR);
    expect(leastGapMs(graph.askedAfterMs)).toBeGreaterThanOrEqual(automaticRefreshFloorMs(makeTokens(NOW)));
  });

  /** A program that asks every second in the meantime. */
  async function setInterval1Second(graph: CoreGraph): Promise<void> {
    const ask = (): void => {
      void graph.lifecycle.getValidAccessToken('default').catch(() => undefined);
      if (graph.clock.nowMs() < NOW + HOUR) graph.clock.setTimer(1_000, ask);
    };
    ask();
  }
});

describe('waking up', () => {
  it('checks every profile at once, and skips the backoff', async () => {
    const graph = new CoreGraph({ random: () => 0.999 });
    const refresher = await graph.signedIn();
    graph.gateway.otherwise = failing('NETWORK');
    await graph.advanceUntilDue();
    await graph.clock.advance(6 * MINUTE);
    graph.gateway.otherwise = async () => graph.gateway.issue();
    graph.clock.jumpWall(HOUR);
    graph.lifecycle.checkAllNow();
    await graph.clock.advance(0);
    expect(refresher.sessionFacet).toBe('ok');
  });

  it('asks nothing when all is well', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    for (let index = 0; index < 100; index++) graph.lifecycle.checkAllNow();
    expect([graph.gateway.asked.length, graph.clock.timerCount]).toEqual([0, 1]);
  });
});

describe('handing out', () => {
  it('gives the access token, and the set', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    const { accessToken } = await graph.lifecycle.ensureValidTokens('default');
    expect((await graph.lifecycle.getValidAccessToken('default')).equals(accessToken)).toBe(true);
    expect(await outcomeOf(graph.lifecycle.getValidAccessToken('default', { minValidMs: HOUR }))).toBe('TOKEN_EXPIRED');
  });

  it('refuses a profile that it does not know, by rejecting', async () => {
    const { lifecycle } = new CoreGraph();
    for (const call of [
      () => lifecycle.ensureValidTokens('x'),
      () => lifecycle.getValidAccessToken('x'),
      () => lifecycle.refreshNow('x'),
    ]) {
      expect(await outcomeOf(call())).toBe('INVALID_INPUT');
    }
  });
});

describe('listeners', () => {
  it('get an event when a token passes its moments, and none after unsubscribing', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    graph.gateway.otherwise = failing('UNAUTHORIZED');
    const tokens = makeTokens(NOW);
    const moments = new Set<number>();
    const leave = graph.lifecycle.onChange(() => moments.add(graph.clock.nowMs() - NOW));
    await graph.clock.advance(15 * MINUTE);
    for (const atMs of [dueAfterMs(tokens), expiredAfterMs(tokens), 15 * MINUTE]) expect(moments).toContain(atMs);
    leave();
    moments.clear();
    await graph.clock.advance(HOUR);
    expect(moments.size).toBe(0);
  });

  it('lets a person ask at once after a new sign-in', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    await refresher.refresh('person');
    await graph.manager.setTokens(graph.gateway.issue().tokens);
    await refresher.refresh('person');
    expect(graph.gateway.asked).toHaveLength(2);
  });
});
