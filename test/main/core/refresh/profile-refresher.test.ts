import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { automaticRefreshFloorMs } from '../../../../main/core/tokens/expiry-policy';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { dueAfterMs, personFloorMs, untilEndMs } from '../../../support/moments';
import { makeRecord } from '../../../support/make-record';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';

compareSecretsByText();

const NOW = FAKE_START_MS;
const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PERSON_FLOOR = personFloorMs();

describe('a refresh', () => {
  it('is one for ten thousand callers at once, and all get its result', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    await graph.clock.advance(0);
    graph.lifecycle.dispose();
    await graph.advanceUntilExpired();
    const { step, release } = graph.gateway.held();
    graph.gateway.script.push(step);
    const callers = Array.from({ length: 10_000 }, () => refresher.getValidTokens(10_000));
    const issued = graph.gateway.issue();
    release(issued);
    const texts = (await Promise.all(callers)).map(({ accessToken }) => accessToken.expose());
    expect(new Set(texts)).toEqual(new Set([issued.tokens.accessToken.expose()]));
    expect(graph.gateway.asked).toHaveLength(1);
    expect(graph.store.saved).toHaveLength(2);
  });

  it('that fails is one for all callers too, and each gets the reason', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.lifecycle.dispose();
    await graph.advancePastEnd();
    graph.gateway.script.push(failing('NETWORK'));
    const outcomes = await Promise.all(Array.from({ length: 100 }, () => outcomeOf(refresher.getValidTokens(10_000))));
    expect([new Set(outcomes), graph.gateway.asked.length]).toEqual([new Set(['NETWORK']), 1]);
  });

  it('sends the pair that is in memory and keeps the rotated one', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    const before = graph.manager.getTokens();
    await refresher.refresh('person');
    await graph.clock.advance(PERSON_FLOOR);
    const rotated = graph.manager.getTokens();
    await refresher.refresh('person');
    expect(graph.gateway.asked.map(({ current }) => current)).toEqual([before, rotated]);
    expect(before).not.toEqual(rotated);
  });

  it('is good though its result cannot be written: it stays in memory, unsaved, and the next one is made with it', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.store.fail(['save', 'load'], 'STORAGE_LOCKED');
    await refresher.refresh('person');
    const rotated = graph.manager.getTokens();
    expect([graph.manager.storageFacet, refresher.sessionFacet]).toEqual(['unsaved', 'ok']);
    await graph.advanceUntilDue();
    expect(graph.gateway.asked.at(-1)?.current).toEqual(rotated);
    graph.store.fail(['save', 'load']);
    await graph.clock.advance(MINUTE);
    expect(graph.store.kept?.tokens).toEqual(graph.manager.getTokens());
  });

  it('is remembered with time, duration, host or failure; the last 24 are', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.gateway.script.push(failing('TIMEOUT'));
    expect(await outcomeOf(refresher.refresh('person'))).toBe('TIMEOUT');
    await graph.clock.advance(PERSON_FLOOR);
    expect(refresher.history.attempts[0]).toEqual({ atMs: NOW, durationMs: 0, failureCode: 'TIMEOUT' });
    expect(refresher.history.attempts[1]).toMatchObject({ durationMs: 40, host: 'api.axiom.trade' });
    await graph.clock.advance(12 * HOUR);
    expect(refresher.history.attempts).toHaveLength(24);
  });

  it('needs tokens, and says why there are none', async () => {
    const graph = new CoreGraph();
    const refresher = graph.lifecycle.add(graph.manager, graph.gateway);
    await graph.manager.load();
    expect(await outcomeOf(refresher.refresh('person'))).toBe('NOT_AUTHENTICATED');
    const locked = new CoreGraph();
    locked.store.fail(['load'], 'STORAGE_LOCKED');
    await locked.manager.load();
    expect(await outcomeOf(locked.lifecycle.add(locked.manager, locked.gateway).getValidTokens(1))).toBe(
      'STORAGE_LOCKED',
    );
    expect([...graph.gateway.asked, ...locked.gateway.asked]).toEqual([]);
  });

  it.each(['sign-in', 'clear'] as const)('that ends after a %s changes nothing of it', async (step) => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    for (const answer of [graph.gateway.issue(), new AxiomTokenError('UNAUTHORIZED')]) {
      const held = graph.gateway.held();
      graph.gateway.script.push(held.step);
      const outcome = outcomeOf(refresher.refresh('person'));
      await settle();
      const tokens = makeTokens(graph.clock.nowMs());
      await (step === 'clear' ? graph.manager.clear() : graph.manager.setTokens(tokens));
      expect(refresher.sessionFacet).toBe('ok');
      held.release(answer);
      expect(await outcome).toBe(answer instanceof AxiomTokenError ? 'UNAUTHORIZED' : 'CANCELLED');
      const left = step === 'clear' ? undefined : tokens;
      expect([graph.manager.getTokens(), graph.store.kept?.tokens, refresher.failure]).toEqual([left, left, undefined]);
      if (step === 'clear') await graph.manager.setTokens(tokens);
      await graph.clock.advance(PERSON_FLOOR);
    }
  });

  it('of tokens that were replaced meanwhile does not hold up the one of the new tokens', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    const held = graph.gateway.held();
    graph.gateway.script.push(held.step);
    const before = outcomeOf(refresher.refresh('person'));
    await settle();
    const expired = makeTokens(NOW - HOUR);
    await graph.manager.setTokens(expired);
    const tokens = await refresher.getValidTokens(10_000);
    expect(graph.gateway.asked[1]?.current).toEqual(expired);
    held.release(graph.gateway.issue());
    expect(await before).toBe('CANCELLED');
    expect(graph.manager.getTokens()).toEqual(tokens);
  });

  it('that a new sign-in overtakes gives its callers the new tokens', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn(makeTokens(NOW - HOUR));
    const held = graph.gateway.held();
    graph.gateway.script.unshift(held.step);
    await graph.clock.advance(20 * SECOND);
    const caller = refresher.getValidTokens(10_000);
    const tokens = makeTokens(graph.clock.nowMs());
    await graph.manager.setTokens(tokens);
    held.release(new AxiomTokenError('UNAUTHORIZED'));
    expect(await caller).toEqual(tokens);
  });

  it('of a signed-out profile fails with that reason for its callers', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.lifecycle.dispose();
    await graph.clock.advance(HOUR);
    const held = graph.gateway.held();
    graph.gateway.script.push(held.step);
    const caller = outcomeOf(refresher.getValidTokens(10_000));
    await settle();
    await graph.manager.clear();
    held.release(graph.gateway.issue());
    expect([await caller, graph.store.kept]).toEqual(['NOT_AUTHENTICATED', undefined]);
  });
});

describe('getValidTokens', () => {
  it('gives a good token without asking, and a due one while a refresh starts behind it', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.lifecycle.dispose();
    const first = await refresher.getValidTokens(10_000);
    expect(graph.gateway.asked).toEqual([]);
    await graph.clock.advance(dueAfterMs(first));
    expect(await refresher.getValidTokens(10_000)).toBe(first);
    await settle();
    expect(graph.gateway.asked).toHaveLength(1);
    expect(await refresher.getValidTokens(10_000)).not.toEqual(first);
  });

  it('falls back to an expiring token as long as it is really valid, and never gives an expired one', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    const first = graph.manager.getTokens();
    graph.gateway.otherwise = failing('NETWORK');
    await graph.advanceUntilExpired();
    expect(await refresher.getValidTokens(10_000)).toBe(first);
    await graph.clock.advance(untilEndMs(graph.manager) - 10_000);
    expect(await refresher.getValidTokens(10_000)).toBe(first);
    await graph.clock.advance(1);
    expect(await outcomeOf(refresher.getValidTokens(10_000))).toBe('NETWORK');
    expect(await refresher.getValidTokens(9_000)).toBe(first);
    await graph.clock.advance(10 * SECOND);
    expect(await outcomeOf(refresher.getValidTokens(0))).toBe('NETWORK');
  });

  it('refreshes for a caller who needs more time than is left', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    await graph.clock.advance(4 * MINUTE);
    await refresher.getValidTokens(13 * MINUTE);
    expect(graph.gateway.asked).toHaveLength(1);
    expect(await outcomeOf(refresher.getValidTokens(16 * MINUTE))).toBe('TOKEN_EXPIRED');
    expect(graph.gateway.asked).toHaveLength(1);
  });

  it('waits for the store instead of calling a profile signed out that is not yet read', async () => {
    const graph = new CoreGraph({ kept: makeRecord(3) });
    const refresher = graph.lifecycle.add(graph.manager, graph.gateway);
    const open = graph.store.hold('load');
    const loading = graph.manager.load();
    const caller = refresher.getValidTokens(10_000);
    open();
    await loading;
    expect((await caller).accountId).toBe('account-1');
    expect(graph.store.calls).toEqual(['load']);
  });

  it('gives a token of unknown expiry, and refreshes it each time it is due', async () => {
    const graph = new CoreGraph();
    const { expiresAtMs: _expiry, issuedAtMs: _issue, ...unknown } = makeTokens(NOW);
    graph.gateway.otherwise = async () => ({
      ...graph.gateway.issue(),
      tokens: { ...unknown, receivedAtMs: graph.clock.nowMs() },
    });
    const refresher = await graph.signedIn(unknown);
    expect(await refresher.getValidTokens(10_000)).toEqual(unknown);
    await graph.clock.advance(12 * dueAfterMs(unknown));
    expect(graph.askedAfterMs).toEqual(Array.from({ length: 12 }, (_, index) => (index + 1) * dueAfterMs(unknown)));
  });
});

describe('the floor', () => {
  it('lets a program ask no sooner after a success', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    await refresher.refresh('automatic');
    await graph.clock.advance(automaticRefreshFloorMs(graph.gateway.issue().tokens) - 1);
    await refresher.refresh('automatic');
    expect(graph.gateway.asked).toHaveLength(1);
    await graph.clock.advance(1);
    await refresher.refresh('automatic');
    expect(graph.gateway.asked).toHaveLength(2);
  });

  it('lets a person ask much sooner, and returns the last failure in between', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    graph.lifecycle.dispose();
    graph.gateway.script.push(failing('NETWORK'));
    expect(await outcomeOf(refresher.refresh('person'))).toBe('NETWORK');
    await graph.clock.advance(PERSON_FLOOR - 1);
    expect(await outcomeOf(refresher.refresh('person'))).toBe('NETWORK');
    await graph.clock.advance(1);
    expect(await outcomeOf(refresher.refresh('person'))).toBeUndefined();
    await refresher.refresh('person');
    expect(graph.askedAfterMs).toEqual([0, PERSON_FLOOR]);
  });

  it('does not hold up new tokens after a sign-in', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    await refresher.refresh('automatic');
    await graph.manager.setTokens(makeTokens(NOW - HOUR));
    await refresher.refresh('automatic');
    expect(graph.gateway.asked).toHaveLength(2);
  });

  it('never loops without a wait while a failed click waits inside it', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    await refresher.refresh('automatic');
    await graph.clock.advance(PERSON_FLOOR);
    graph.gateway.script.push(failing('NETWORK'));
    expect(await outcomeOf(refresher.refresh('person'))).toBe('NETWORK');
    const timersBefore = graph.clock.requestedDelaysMs.length;
    await graph.clock.advance(3 * MINUTE);
    expect(graph.clock.requestedDelaysMs.length - timersBefore).toBeLessThan(10);
    expect(refresher.sessionFacet).toBe('ok');
  });
});

describe('listeners', () => {
  it('get the start and the end of a refresh until they unsubscribe, and nothing after dispose', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    const seen: string[] = [];
    const leave = refresher.onChange(() => seen.push(refresher.sessionFacet));
    await refresher.refresh('person');
    expect([seen[0], seen.at(-1)]).toEqual(['refreshing', 'ok']);
    leave();
    const count = seen.length;
    await graph.manager.clear();
    expect(seen).toHaveLength(count);
    const listener = vi.fn();
    refresher.onChange(listener);
    refresher.dispose();
    await graph.manager.setTokens(makeTokens(NOW));
    expect(listener).not.toHaveBeenCalled();
  });
});

describe('errors and log lines', () => {
  it('contain no token, whatever fails', async () => {
    const graph = new CoreGraph();
    const refresher = await graph.signedIn();
    const secrets = [graph.manager.getTokens()];
    const errors: unknown[] = [];
    for (const code of ['NETWORK', 'UNAUTHORIZED', 'BAD_RESPONSE', 'WRONG_ACCOUNT'] as const) {
      graph.gateway.script.push(failing(code));
      graph.store.fail(['load', 'save'], 'STORAGE_DENIED');
      errors.push(await refresher.refresh('person').catch((error: unknown) => error));
      graph.store.fail(['load', 'save']);
      await graph.clock.advance(MINUTE);
      secrets.push(graph.manager.getTokens());
    }
    const values = [...errors, graph.logger.lines, refresher.history.attempts, refresher, graph.gateway.asked];
    const shown = values.map((value) => inspect(value, { depth: 12, showHidden: true })).join('\n');
    const texts = secrets.flatMap((tokens) => [tokens?.accessToken.expose(), tokens?.refreshToken.expose()]);
    expect(errors.map((error) => (error as AxiomTokenError).code)).toContain('WRONG_ACCOUNT');
    for (const text of texts) expect(shown + JSON.stringify([errors, graph.logger.lines])).not.toContain(text);
  });
});
