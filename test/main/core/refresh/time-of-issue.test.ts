// Through the lifecycle: an answer with a wrong or missing date, and tokens that show the server's time.
import { describe, expect, it } from 'vitest';
import type { IssuedTokens } from '../../../../main/core/ports/auth-gateway';
import { createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { automaticRefreshFloorMs } from '../../../../main/core/tokens/expiry-policy';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { makeJwt, makeTokens } from '../../../support/make-jwt';
import { dueAfterMs } from '../../../support/moments';

compareSecretsByText();

const NOW = FAKE_START_MS;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const isHandedOut = async (graph: CoreGraph) =>
  typeof (await outcomeOf(graph.lifecycle.getValidAccessToken('default'))) === 'object';

/** A server whose clock is so much later than this computer's, and whose dates are so far ahead of its clock; `undefined`: it sends none. */
function serverThat(graph: CoreGraph, aheadMs: number, dateAheadMs: number | undefined): () => Promise<IssuedTokens> {
  return async () => {
    const saidMs = dateAheadMs === undefined ? undefined : aheadMs + dateAheadMs;
    return {
      ...graph.gateway.issue(),
      tokens: { ...makeTokens(graph.clock.nowMs() + aheadMs), receivedAtMs: graph.clock.nowMs() + (saidMs ?? 0) },
      ...(saidMs === undefined ? {} : { serverOffsetMs: saidMs }),
    };
  };
}

describe('tokens that were just issued', () => {
  it.each([
    ['right', 0, 0],
    ['a few minutes ahead', 0, 2 * MINUTE],
    ['a quarter of an hour ahead', 0, 16 * MINUTE],
    ['an hour ahead', 0, HOUR],
    ['an hour behind', 0, -HOUR],
    ['40 days ahead', 0, 40 * DAY],
    ['right, and the clock here is an hour ahead', -HOUR, 0],
    ['an hour ahead, and the clock here is an hour behind', HOUR, HOUR],
    ['missing, and the clock here is an hour ahead', -HOUR, undefined],
    ['missing, and the clock here is an hour behind', HOUR, undefined],
  ])('are handed out for their life, and no longer, when the date of the answer is %s', async (_date, ahead, date) => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn(makeTokens(NOW + ahead));
    await graph.clock.advance(MINUTE);
    graph.gateway.otherwise = serverThat(graph, ahead, date);
    await graph.lifecycle.refreshNow('default');
    for (let minute = 0; minute < 60; minute++) {
      await graph.clock.advance(MINUTE);
      expect(await isHandedOut(graph)).toBe(true);
      expect(graph.manager.getTokens()?.expiresAtMs).toBeGreaterThan(graph.clock.nowMs() + ahead);
    }
    expect([refresher.sessionFacet, graph.manager.isExpired()]).toEqual(['ok', false]);
    expect(graph.gateway.asked.length).toBeLessThanOrEqual(2 + Math.ceil(HOUR / dueAfterMs(makeTokens(NOW)) / 0.6));
  });

  it('also give the next run the right time', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    await graph.clock.advance(MINUTE);
    graph.gateway.otherwise = serverThat(graph, 0, -HOUR);
    await graph.lifecycle.refreshNow('default');
    expect(graph.store.kept).toMatchObject({ tokens: { receivedAtMs: NOW + MINUTE }, savedAtMs: NOW + MINUTE });
    expect(graph.store.kept).not.toHaveProperty('serverOffsetMs');
  });

  it('lose the time that the answer took on its way', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    const held = graph.gateway.held();
    graph.gateway.script.push(held.step);
    await graph.clock.advance(MINUTE);
    const refreshed = refresher.refresh('automatic');
    await graph.clock.advance(0);
    const issued = graph.gateway.issue();
    graph.clock.jumpWall(8 * HOUR);
    // Half of the duration counts as the way back, so the answer's date is four hours too early.
    held.release({ ...issued, serverOffsetMs: -4 * HOUR });
    await refreshed;
    expect([graph.manager.serverOffsetMs, graph.manager.isExpired()]).toEqual([0, true]);
  });

  it.each([
    ['just now', 20 * MINUTE, 0, [0, false]],
    ['before the machine slept', 0, -20 * MINUTE, [0, true]],
  ])(
    'in an answer during which the machine slept, %s, have the age that they have',
    async (_when, at, said, expected) => {
      const graph = new CoreGraph();
      const refresher = await graph.signedIn();
      const held = graph.gateway.held();
      graph.gateway.script.push(held.step);
      graph.gateway.otherwise = failing('NETWORK');
      await graph.clock.advance(MINUTE);
      const refreshed = refresher.refresh('person');
      await settle();
      const tokens = makeTokens(graph.clock.nowMs() + at);
      graph.clock.jumpWall(20 * MINUTE);
      held.release({ ...graph.gateway.issue(), tokens, serverOffsetMs: said });
      await refreshed;
      expect([graph.manager.serverOffsetMs, graph.manager.isExpired()]).toEqual(expected);
    },
  );

  it("are no evidence of the server's time if each has the same time of issue as the one before", async () => {
    const graph = new CoreGraph();
    const issuedAtMs = NOW - 3 * HOUR;
    const issue = () => {
      const nowMs = graph.clock.nowMs();
      const accessToken = makeJwt({ issuedAtMs, expiresAtMs: nowMs + 15 * MINUTE });
      const tokens = createAuthTokens({ accessToken, refreshToken: makeJwt(), receivedAtMs: nowMs });
      return { ...graph.gateway.issue(), tokens, serverOffsetMs: 0 };
    };
    graph.gateway.otherwise = async () => issue();
    await graph.signedIn(issue().tokens);
    await graph.lifecycle.refreshNow('default');
    expect([graph.manager.serverOffsetMs, graph.manager.isExpired()]).toEqual([0, false]);
    await graph.clock.advance(automaticRefreshFloorMs(issue().tokens));
    expect(await isHandedOut(graph)).toBe(true);
  });

  it('are requested less and less often if they arrive expired', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.otherwise = async () => {
      const nowMs = graph.clock.nowMs();
      const accessToken = makeJwt({ issuedAtMs: nowMs, expiresAtMs: nowMs - MINUTE });
      const tokens = createAuthTokens({
        accessToken,
        refreshToken: makeJwt({ issuedAtMs: nowMs }),
        receivedAtMs: nowMs,
      });
      return { ...graph.gateway.issue(), tokens };
    };
    await graph.lifecycle.refreshNow('default');
    await graph.clock.advance(HOUR);
    expect(await outcomeOf(refresher.getValidTokens(0))).toBe('TOKEN_EXPIRED');
    expect(graph.gateway.asked.length).toBeLessThan(20);
    graph.gateway.otherwise = async () => graph.gateway.issue();
    await graph.clock.advance(5 * MINUTE);
    expect(await isHandedOut(graph)).toBe(true);
  });

  it.each([
    ['where this clock is five years behind', 5 * 365 * DAY, 5 * 365 * DAY, 5 * 365 * DAY],
    ['where this clock is a day ahead', -DAY, -DAY, -DAY],
    ['not where the date is wrong', 0, DAY, 0],
  ])('confirm a date that is far off, by their end, %s', async (_what, aheadMs, unconfirmedOffsetMs, expected) => {
    const graph = new CoreGraph();
    await graph.signedIn();
    graph.gateway.otherwise = async () => {
      const accessToken = makeJwt({ expiresAtMs: graph.clock.nowMs() + aheadMs + 15 * MINUTE });
      const tokens = createAuthTokens({ accessToken, refreshToken: makeJwt(), receivedAtMs: graph.clock.nowMs() });
      return { ...graph.gateway.issue(), tokens, unconfirmedOffsetMs };
    };
    await graph.lifecycle.refreshNow('default');
    expect([graph.manager.serverOffsetMs, graph.manager.isExpired()]).toEqual([expected, false]);
    await graph.clock.advance(HOUR);
    expect(await isHandedOut(graph)).toBe(true);
  });

  it.each([
    ['and a start', true],
    ['and no start', false],
  ])(
    'of an answer without a date, after the clock was set right, are of the right time: with an end %s',
    async (_what, hasStart) => {
      const graph = new CoreGraph();
      await graph.signedIn();
      await graph.manager.setTokens(makeTokens(NOW + 5 * 365 * DAY), { serverOffsetMs: 5 * 365 * DAY });
      graph.clock.jumpWall(5 * 365 * DAY);
      graph.gateway.otherwise = async () => {
        const nowMs = graph.clock.nowMs();
        const starts = hasStart ? { issuedAtMs: nowMs } : {};
        const accessToken = makeJwt({ ...starts, expiresAtMs: nowMs + 15 * MINUTE });
        return {
          ...graph.gateway.issue(),
          tokens: createAuthTokens({ accessToken, refreshToken: makeJwt(), receivedAtMs: nowMs }),
        };
      };
      await graph.lifecycle.refreshNow('default');
      expect([graph.manager.serverOffsetMs, graph.manager.isExpired()]).toEqual([0, false]);
      expect(graph.store.kept).not.toHaveProperty('serverOffsetMs');
      await graph.clock.advance(HOUR);
      expect(await isHandedOut(graph)).toBe(true);
    },
  );

  it("of a sign-in with a password also give the server's time", async () => {
    const graph = new CoreGraph();
    const gateway = Object.assign(graph.gateway, { completePasswordSignIn: serverThat(graph, 0, 40 * DAY) });
    const refresher = graph.lifecycle.add(graph.manager, gateway);
    const challenge = { email: 'trader@example.com', hashedPassword: makeJwt(), otpToken: makeJwt() };
    const issued = await refresher.gateway.completePasswordSignIn(challenge, '123456');
    expect([issued.serverOffsetMs, issued.tokens.receivedAtMs]).toEqual([0, NOW]);
    await expect(refresher.gateway.startPasswordSignIn('trader@example.com', makeJwt())).rejects.toBeDefined();
  });
});
