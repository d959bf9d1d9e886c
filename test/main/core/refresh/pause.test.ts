import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { withoutRefreshWhilePaused } from '../../../../main/core/refresh/pause';
import type { AuthGateway } from '../../../../main/core/ports/auth-gateway';
import { Secret } from '../../../../main/core/base/secret';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { failing, ScriptedAuthGateway } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';

compareSecretsByText();

const NOW = FAKE_START_MS;
const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('while everything is paused', () => {
  it('no token is handed out, though it is good, and nothing is refreshed', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.lifecycle.pause();
    const outcomes = await Promise.all([
      outcomeOf(graph.lifecycle.getValidAccessToken('default')),
      outcomeOf(graph.lifecycle.ensureValidTokens('default')),
      outcomeOf(refresher.getValidTokens(0)),
      outcomeOf(graph.lifecycle.refreshNow('default')),
      outcomeOf(refresher.refresh('automatic')),
    ]);
    expect(new Set(outcomes)).toEqual(new Set(['PAUSED']));
    expect([refresher.validTokensInMemory(0), refresher.nextRefreshAtMs]).toEqual([undefined, undefined]);
    expect([refresher.sessionFacet, graph.lifecycle.isPaused]).toEqual(['paused', true]);
    graph.lifecycle.checkAllNow();
    await graph.clock.advance(2 * HOUR);
    expect(graph.gateway.asked).toEqual([]);
    expect(graph.store.kept?.tokens).toEqual(graph.manager.getTokens());
  });

  it('the timer continues, so that an expired token is shown as expired', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    graph.lifecycle.pause();
    const seen: boolean[] = [];
    graph.lifecycle.onChange(() => seen.push(graph.manager.isExpired()));
    await graph.advanceUntilExpired();
    expect(seen).toContain(true);
    expect(graph.clock.timerCount).toBe(1);
    expect(Math.max(...graph.clock.requestedDelaysMs)).toBeLessThanOrEqual(MINUTE);
  });

  it('all profiles are, also one that is added later', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    graph.lifecycle.pause();
    const gateway = new ScriptedAuthGateway(graph.clock);
    const late = graph.newManager('late');
    const refresher = graph.lifecycle.add(late, gateway);
    await late.load();
    await late.setTokens(makeTokens(NOW - HOUR));
    await graph.clock.advance(MINUTE);
    expect([refresher.sessionFacet, await outcomeOf(refresher.getValidTokens(0)), gateway.asked]).toEqual([
      'paused',
      'PAUSED',
      [],
    ]);
    graph.lifecycle.resume();
    await settle();
    expect(gateway.asked).toHaveLength(1);
  });

  it('sign-in, sign-out and saving go on, and what came in is not handed out', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.store.fail(['save'], 'STORAGE_LOCKED');
    graph.lifecycle.pause();
    const tokens = makeTokens(NOW);
    await graph.manager.setTokens(tokens);
    expect(graph.manager.storageFacet).toBe('unsaved');
    graph.store.fail(['save']);
    await graph.clock.advance(MINUTE);
    expect([graph.store.kept?.tokens, await outcomeOf(refresher.getValidTokens(0))]).toEqual([tokens, 'PAUSED']);
    await graph.manager.clear();
    expect([graph.store.kept, await outcomeOf(refresher.getValidTokens(0))]).toEqual([undefined, 'PAUSED']);
  });
});

describe('a refresh that was sent when the pause came', () => {
  it('is saved and not handed out; its waiting callers get the pause at once', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn(makeTokens(NOW - HOUR));
    const held = graph.gateway.held();
    graph.gateway.script.push(held.step);
    const waiting = [outcomeOf(refresher.getValidTokens(0)), outcomeOf(refresher.refresh('person'))];
    await settle();
    graph.lifecycle.pause();
    expect(await Promise.all(waiting)).toEqual(['PAUSED', 'PAUSED']);
    const issued = graph.gateway.issue();
    held.release(issued);
    await settle();
    expect([graph.manager.getTokens(), graph.store.kept?.tokens]).toEqual([issued.tokens, issued.tokens]);
    expect([
      refresher.sessionFacet,
      refresher.history.attempts.length,
      await outcomeOf(refresher.getValidTokens(0)),
    ]).toEqual(['paused', 1, 'PAUSED']);
  });

  it('is joined, and not sent again, when the pause ends before it does', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn(makeTokens(NOW - HOUR));
    const held = graph.gateway.held();
    graph.gateway.script.push(held.step);
    const before = outcomeOf(refresher.getValidTokens(0));
    await settle();
    graph.lifecycle.pause();
    graph.lifecycle.resume();
    const after = refresher.getValidTokens(0);
    await settle();
    const issued = graph.gateway.issue();
    held.release(issued);
    expect([await before, await after, graph.gateway.asked.length]).toEqual(['PAUSED', issued.tokens, 1]);
  });

  it('that fails is remembered as any other', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn(makeTokens(NOW - HOUR));
    const held = graph.gateway.held();
    graph.gateway.script.push(held.step);
    const waiting = outcomeOf(refresher.refresh('person'));
    await settle();
    graph.lifecycle.pause();
    held.release(new AxiomTokenError('NETWORK'));
    await settle();
    expect([await waiting, refresher.failure?.code, refresher.sessionFacet]).toEqual(['PAUSED', 'NETWORK', 'paused']);
  });
});

describe('a refresh that was not sent yet when the pause came', () => {
  it('is not sent, and leaves neither a failure nor a try behind', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn(makeTokens(NOW - HOUR));
    const waiting = outcomeOf(refresher.refresh('automatic'));
    // The exchange still looks at store and journal; the request comes after.
    graph.lifecycle.pause();
    expect(await waiting).toBe('PAUSED');
    await settle();
    expect([graph.gateway.asked, refresher.failure, refresher.history.attempts]).toEqual([[], undefined, []]);
  });
});

describe('resuming', () => {
  it('refreshes at once what is due, and the schedule goes on', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.lifecycle.pause();
    await graph.clock.advance(HOUR);
    graph.lifecycle.resume();
    await settle();
    expect([graph.askedAfterMs, refresher.sessionFacet]).toEqual([[HOUR], 'ok']);
    await graph.advanceUntilDue();
    expect(graph.gateway.asked).toHaveLength(2);
  });

  it('leaves a good token alone and hands it out again', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    const tokens = graph.manager.getTokens();
    graph.lifecycle.pause();
    graph.lifecycle.resume();
    expect([await refresher.getValidTokens(0), graph.gateway.asked]).toEqual([tokens, []]);
  });

  it('skips the backoff of a failure before the pause', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn(makeTokens(NOW - HOUR));
    graph.gateway.otherwise = failing('NETWORK');
    while ((refresher.nextRefreshAtMs ?? 0) - graph.clock.nowMs() < MINUTE) await graph.clock.advance(SECOND);
    const { length } = graph.gateway.asked;
    graph.lifecycle.pause();
    await graph.clock.advance(5 * SECOND);
    expect(graph.gateway.asked).toHaveLength(length);
    graph.lifecycle.resume();
    await settle();
    expect(graph.gateway.asked).toHaveLength(length + 1);
  });

  it('and pausing twice are reported once', async () => {
    const graph = new CoreGraph();
    await graph.signedIn();
    const seen: boolean[] = [];
    graph.lifecycle.onChange(() => seen.push(graph.lifecycle.isPaused));
    graph.lifecycle.resume();
    expect(seen).toEqual([]);
    graph.lifecycle.pause();
    const { length } = seen;
    graph.lifecycle.pause();
    expect([seen.length, new Set(seen)]).toEqual([length, new Set([true])]);
  });
});

describe('a gateway in a pause', () => {
  it('sends no refresh, and all that a sign-in needs', async () => {
    const asked: unknown[] = [];
    const challenge = { email: 'a@example.com', hashedPassword: new Secret('h'), otpToken: new Secret('o') };
    const issued = { tokens: makeTokens(NOW), host: 'api.axiom.trade', durationMs: 1 };
    const inner: AuthGateway = {
      origin: 'https://axiom.trade',
      startPasswordSignIn: async (...request) => {
        asked.push(request);
        return challenge;
      },
      completePasswordSignIn: async (...request) => {
        asked.push(request);
        return issued;
      },
      refresh: async (...request) => {
        asked.push(request);
        return issued;
      },
    };
    const pause = { isPaused: true };
    const gateway = withoutRefreshWhilePaused(inner, pause);
    expect(gateway.origin).toBe('https://axiom.trade');
    await expect(gateway.refresh(issued.tokens)).rejects.toMatchObject({ code: 'PAUSED', unsent: true });
    expect(asked).toEqual([]);
    expect(await gateway.startPasswordSignIn('a@example.com', new Secret('p'))).toBe(challenge);
    expect(await gateway.completePasswordSignIn(challenge, '123456')).toBe(issued);
    pause.isPaused = false;
    expect(await gateway.refresh(issued.tokens)).toBe(issued);
    expect(asked).toEqual([['a@example.com', new Secret('p')], [challenge, '123456'], [issued.tokens]]);
  });
});
