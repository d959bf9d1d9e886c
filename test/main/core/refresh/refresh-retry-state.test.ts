// Through ProfileRefresher: the consequences of each failed refresh.
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { describe, expect, it } from 'vitest';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { dueAfterMs, personFloorMs } from '../../../support/moments';
import { makeTokens } from '../../../support/make-jwt';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';

compareSecretsByText();

const NOW = FAKE_START_MS;
const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('temporary failures', () => {
  it.each(['NETWORK', 'TIMEOUT', 'BAD_RESPONSE', 'WRONG_ACCOUNT', 'INTERNAL'] as const)(
    'such as %s are tried again with growing waits and lose nothing',
    async (code) => {
      const graph = new CoreGraph();
      const refresher = await graph.signedIn();
      const tokens = await refresher.getValidTokens(0);
      graph.gateway.otherwise = failing(code);
      await graph.advanceUntilDue();
      await graph.clock.advance(15 * SECOND);
      const [first = 0, ...later] = graph.askedAfterMs;
      const waits = later.map((atMs, index) => atMs - (graph.askedAfterMs[index] ?? 0));
      expect(first).toBeGreaterThanOrEqual(dueAfterMs(tokens));
      expect(waits.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000]);
      const facet = code === 'WRONG_ACCOUNT' ? 'held-up' : code === 'BAD_RESPONSE' ? 'server-trouble' : 'offline';
      expect([refresher.sessionFacet, refresher.failure?.code]).toEqual([facet, code]);
      await graph.clock.advance(12 * HOUR);
      expect([graph.manager.getTokens(), graph.store.kept?.tokens]).toEqual([tokens, tokens]);
      const asked = graph.gateway.asked.length;
      expect(asked).toBeLessThan(12 * 30);
      graph.gateway.otherwise = async () => graph.gateway.issue();
      await graph.clock.advance(5 * MINUTE);
      expect([refresher.sessionFacet, graph.gateway.asked.length]).toEqual(['ok', asked + 1]);
    },
  );

  it('say when the next try is', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.otherwise = failing('NETWORK');
    expect(await outcomeOf(refresher.refresh('person'))).toBe('NETWORK');
    expect(refresher.nextRefreshAtMs).toBe(NOW + 500);
  });

  it('wait no less than half a second and never loop without a wait, whatever the random number', async () => {
    const graph = new CoreGraph({ random: () => 0 });
    await graph.signedIn();
    graph.gateway.otherwise = failing('NETWORK');
    await graph.advanceUntilDue();
    await graph.clock.advance(MINUTE / 2);
    const waits = graph.askedAfterMs.slice(1).map((atMs, index) => atMs - (graph.askedAfterMs[index] ?? 0));
    expect(Math.min(...waits)).toBe(500);
  });

  it('end their wait on waking up, but not more than every 5 s', async () => {
    const graph = new CoreGraph({ random: () => 0.999 });
    const refresher = await graph.signedIn();
    graph.gateway.otherwise = failing('NETWORK');
    await graph.advanceUntilDue();
    await graph.clock.advance(6 * MINUTE);
    const before = graph.gateway.asked.length;
    for (let flap = 0; flap < 60; flap++) {
      graph.lifecycle.checkAllNow();
      await graph.clock.advance(SECOND);
    }
    expect(graph.gateway.asked.length - before).toBeLessThanOrEqual(13);
    expect(graph.gateway.asked.length - before).toBeGreaterThanOrEqual(10);
    expect(refresher.sessionFacet).toBe('offline');
  });
});

describe('a server that asks to wait', () => {
  it.each([
    [undefined, 60 * SECOND],
    [20 * SECOND, 20 * SECOND],
    [24 * HOUR, HOUR],
  ])('for %s ms is asked again after %d ms, by nobody sooner', async (retryAfterMs, waitMs) => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.script.push(failing('RATE_LIMITED', retryAfterMs === undefined ? {} : { retryAfterMs }));
    expect(await outcomeOf(refresher.refresh('person'))).toBe('RATE_LIMITED');
    await graph.clock.advance(10 * SECOND);
    expect(await outcomeOf(refresher.refresh('person'))).toBe('RATE_LIMITED');
    graph.lifecycle.checkAllNow();
    await graph.clock.advance(HOUR);
    expect(graph.askedAfterMs.slice(0, 2)).toEqual([0, waitMs]);
  });

  it('for no time at all is not asked in a loop', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.otherwise = failing('RATE_LIMITED', { retryAfterMs: 0 });
    expect(await outcomeOf(refresher.refresh('person'))).toBe('RATE_LIMITED');
    await graph.clock.advance(HOUR);
    expect(graph.gateway.asked.length).toBeLessThan(35);
  });
});

describe('a first refusal', () => {
  it('is not asked about sooner because the machine woke up: the two must be 30 s apart', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.otherwise = failing('UNAUTHORIZED');
    expect(await outcomeOf(refresher.refresh('person'))).toBe('UNAUTHORIZED');
    for (let wakeUp = 0; wakeUp < 5; wakeUp++) {
      graph.lifecycle.checkAllNow();
      await graph.clock.advance(5 * SECOND);
    }
    expect([graph.askedAfterMs, refresher.sessionFacet]).toEqual([[0], 'refused-once']);
    await graph.clock.advance(10 * SECOND);
    expect([graph.askedAfterMs, refresher.sessionFacet]).toEqual([[0, 30 * SECOND], 'needs-sign-in']);
  });
});

describe('a browser challenge', () => {
  it('is shown, asks for a window, and is tried again every 5 minutes', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.otherwise = failing('BROWSER_REQUIRED');
    expect(await outcomeOf(refresher.refresh('person'))).toBe('BROWSER_REQUIRED');
    expect(refresher.sessionFacet).toBe('needs-browser');
    await graph.clock.advance(11 * MINUTE);
    expect(graph.askedAfterMs).toEqual([0, 5 * MINUTE, 10 * MINUTE]);
    expect(graph.manager.getTokens()).toBeDefined();
  });
});

/** The pair that another program with this sign-in has saved after its own refresh. */
function rotatedBy({ store, clock }: CoreGraph, afterMs = 0): TokenRecord {
  if (!store.kept) throw new Error('nobody is signed in');
  const { recordGeneration } = store.kept;
  return { ...store.kept, tokens: makeTokens(clock.nowMs() + afterMs), recordGeneration: recordGeneration + 1 };
}

describe('a refused refresh token', () => {
  it('ends the sign-in only with the second refusal, 30 s later, and deletes nothing', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.otherwise = failing('UNAUTHORIZED');
    expect(await outcomeOf(refresher.refresh('automatic'))).toBe('UNAUTHORIZED');
    expect(refresher.sessionFacet).toBe('refused-once');
    await graph.clock.advance(30 * SECOND);
    expect(refresher.sessionFacet).toBe('needs-sign-in');
    await graph.clock.advance(24 * HOUR);
    expect(graph.askedAfterMs).toEqual([0, 30_000]);
    expect(refresher.nextRefreshAtMs).toBeUndefined();
    expect([graph.store.kept?.tokens, graph.store.calls.includes('clear')]).toEqual([graph.manager.getTokens(), false]);
    expect(await outcomeOf(refresher.getValidTokens(10_000))).toBe('UNAUTHORIZED');
    expect(graph.gateway.asked).toHaveLength(2);
  });

  it('is not accepted sooner because a person clicks', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.otherwise = failing('UNAUTHORIZED');
    for (const asked of [1, 2, 3]) {
      expect(await outcomeOf(refresher.refresh('person'))).toBe('UNAUTHORIZED');
      expect([graph.gateway.asked.length, refresher.sessionFacet]).toEqual([asked, 'refused-once']);
      await graph.clock.advance(personFloorMs());
    }
    await graph.clock.advance(30 * SECOND);
    expect(refresher.sessionFacet).toBe('needs-sign-in');
  });

  it('is forgotten when the server accepts the second time', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.script.push(failing('UNAUTHORIZED'));
    expect(await outcomeOf(refresher.refresh('automatic'))).toBe('UNAUTHORIZED');
    await graph.clock.advance(30 * SECOND);
    graph.gateway.script.push(failing('UNAUTHORIZED'));
    await graph.clock.advance(10 * SECOND);
    expect(await outcomeOf(refresher.refresh('person'))).toBe('UNAUTHORIZED');
    expect(refresher.sessionFacet).toBe('refused-once');
  });

  it('can still be tried by a person, and works again if the server changes its mind', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.script.push(failing('UNAUTHORIZED'), failing('UNAUTHORIZED'));
    expect(await outcomeOf(refresher.refresh('automatic'))).toBe('UNAUTHORIZED');
    await graph.clock.advance(HOUR);
    expect(refresher.sessionFacet).toBe('needs-sign-in');
    await refresher.refresh('person');
    expect(refresher.sessionFacet).toBe('ok');
  });

  it('is over with a new sign-in', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.script.push(failing('UNAUTHORIZED'), failing('UNAUTHORIZED'));
    expect(await outcomeOf(refresher.refresh('automatic'))).toBe('UNAUTHORIZED');
    await graph.clock.advance(MINUTE);
    await graph.manager.setTokens(makeTokens(graph.clock.nowMs()));
    expect([refresher.sessionFacet, refresher.failure]).toEqual(['ok', undefined]);
  });

  it('is replaced by the pair that another process has rotated: good tokens are used without a request', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    const rotated = rotatedBy(graph);
    graph.gateway.script.push(() => {
      graph.store.kept = rotated;
      return Promise.reject(new AxiomTokenError('UNAUTHORIZED'));
    });
    expect(await outcomeOf(refresher.refresh('automatic'))).toBeUndefined();
    expect(refresher.sessionFacet).toBe('ok');
    expect(graph.manager.getTokens()).toEqual(rotated.tokens);
    expect(graph.gateway.asked).toHaveLength(1);
  });

  it('is replaced by rotated tokens that have expired since: they are refreshed at once', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    const rotated = rotatedBy(graph, -HOUR);
    graph.gateway.script.push(() => {
      graph.store.kept = rotated;
      return Promise.reject(new AxiomTokenError('UNAUTHORIZED'));
    });
    await refresher.refresh('automatic');
    expect(graph.gateway.asked[1]?.current).toEqual(rotated.tokens);
    expect([refresher.sessionFacet, graph.manager.isExpired()]).toEqual(['ok', false]);
  });

  it('is replaced also when the other process saved only after the first refusal', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.script.push(failing('UNAUTHORIZED'), failing('UNAUTHORIZED'));
    expect(await outcomeOf(refresher.refresh('automatic'))).toBe('UNAUTHORIZED');
    graph.store.kept = rotatedBy(graph);
    await graph.clock.advance(30 * SECOND);
    expect([refresher.sessionFacet, graph.manager.getTokens()]).toEqual(['ok', graph.store.kept?.tokens]);
  });

  it('counts, and is logged, when the store cannot be read again', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.store.fail(['load'], 'STORAGE_LOCKED');
    graph.gateway.otherwise = failing('UNAUTHORIZED');
    expect(await outcomeOf(refresher.refresh('automatic'))).toBe('UNAUTHORIZED');
    await graph.clock.advance(30 * SECOND);
    expect(refresher.sessionFacet).toBe('needs-sign-in');
    // Before and after each of the two requests.
    const told = 'the store could not be read again';
    expect(graph.logger.lines.filter(({ message }) => message === told)).toHaveLength(4);
  });
});

describe('a refresh token at its end by our clock', () => {
  it('is shown, yet the server is asked: our clock may be wrong', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.clock.jumpWall(31 * 24 * HOUR);
    expect(refresher.sessionFacet).toBe('needs-sign-in');
    const serverOffsetMs = -31 * 24 * HOUR;
    graph.gateway.otherwise = async () => ({ ...graph.gateway.issue(), tokens: makeTokens(NOW), serverOffsetMs });
    await graph.clock.advance(MINUTE);
    expect([refresher.sessionFacet, graph.manager.isExpired(), graph.gateway.asked.length]).toEqual(['ok', false, 1]);
  });
});
