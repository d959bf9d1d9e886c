import { describe, expect, it } from 'vitest';
import { createMemoryTokenStore } from '../../../../main/adapters/stores/memory-token-store';
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import { outcomeOf } from '../../../support/core-graph';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { dueAfterMs, untilDueMs } from '../../../support/moments';
import { Programs } from '../../../support/programs';

const MINUTE_MS = 60_000;

describe('several programs with one sign-in', () => {
  it('ask the server once when the token is due, and all have its answer', async () => {
    const programs = new Programs();
    const first = await programs.started();
    const started = [first, ...(await Promise.all(Array.from({ length: 4 }, () => programs.started())))];
    await programs.clock.advance(untilDueMs(programs.clock, first.refresher));
    await programs.clock.advance(MINUTE_MS);
    expect(programs.gateway.asked).toHaveLength(1);
    const tokens = started.map(({ manager }) => manager.getAccessToken().expose());
    expect(new Set(tokens).size).toBe(1);
    expect(programs.store.kept?.recordGeneration).toBe(2);
  });

  it('wait for the one that asks, however many call at once', async () => {
    const programs = new Programs();
    const started = await Promise.all(Array.from({ length: 3 }, () => programs.started()));
    programs.clock.jumpWall(16 * MINUTE_MS);
    const held = programs.gateway.held();
    programs.gateway.script.push(held.step);
    const calls = started.flatMap(({ refresher }) => [
      refresher.getValidTokens(10_000),
      refresher.getValidTokens(10_000),
    ]);
    await settle();
    expect(programs.gateway.asked).toHaveLength(1);
    held.release(programs.gateway.issue());
    await programs.clock.advance(1_000);
    const given = await Promise.all(calls);
    expect(new Set(given.map(({ accessToken }) => accessToken.expose())).size).toBe(1);
    expect(programs.gateway.asked).toHaveLength(1);
  });

  it('send one refresh token once, even if each has it in another account, and the second gets that it is used up', async () => {
    const programs = new Programs();
    const store = new ScriptedTokenStore(programs.record(1, programs.store.kept?.tokens, 'b'.repeat(32)));
    const started = [await programs.started(), await programs.started({ profileId: 'hedge', store })] as const;
    programs.clock.jumpWall(16 * MINUTE_MS);
    const held = programs.gateway.held();
    programs.gateway.script.push(held.step);
    const asking = started.map(({ refresher }) => outcomeOf(refresher.refresh('person')));
    await settle();
    expect(programs.gateway.asked).toHaveLength(1);
    held.release(programs.gateway.issue());
    expect(new Set(await Promise.all(asking))).toEqual(new Set(['UNAUTHORIZED', undefined]));
    await programs.clock.advance(60 * MINUTE_MS);
    expect(new Set(started.map(({ refresher }) => refresher.sessionFacet))).toEqual(new Set(['needs-sign-in', 'ok']));
  });

  it('continue after one whose refresh failed', async () => {
    const programs = new Programs();
    const [first, second] = [await programs.started(), await programs.started()];
    programs.gateway.script.push(failing('NETWORK'));
    programs.clock.jumpWall(16 * MINUTE_MS);
    const [one, two] = [outcomeOf(first.refresher.refresh('person')), outcomeOf(second.refresher.refresh('person'))];
    await programs.clock.advance(1_000);
    expect([await one, await two]).toEqual(['NETWORK', undefined]);
  });

  it('say so when the lock is held without end, and keep what they have', async () => {
    const programs = new Programs();
    const { manager, refresher } = await programs.started({ lock: { acquire: async () => undefined } });
    const before = manager.getAccessToken();
    expect(await outcomeOf(refresher.refresh('person'))).toBe('TIMEOUT');
    expect([manager.getAccessToken().equals(before), programs.gateway.asked.length]).toEqual([true, 0]);
  });

  it('say who holds the lock, and that no token is lost', async () => {
    const programs = new Programs();
    const { refresher } = await programs.started({ lock: { acquire: async () => undefined } });
    await expect(refresher.refresh('person')).rejects.toMatchObject({
      message: 'Another program is using these tokens and does not finish.',
      remedy: 'It is tried again automatically. If this continues, end the other program. Your tokens are untouched.',
    });
  });

  it('send the token that another has saved, when that one is due as well', async () => {
    const programs = new Programs();
    const { refresher } = await programs.started();
    const agoMs = dueAfterMs(programs.gateway.issue().tokens);
    const saved = programs.record(2, makeTokens(programs.clock.nowMs() - agoMs));
    programs.store.kept = saved;
    await refresher.refresh('person');
    expect(programs.gateway.asked.map(({ current }) => current)).toEqual([saved.tokens]);
    expect(programs.store.kept?.recordGeneration).toBe(3);
  });

  it('log when the store cannot be read again, and send the request all the same', async () => {
    const programs = new Programs();
    const { refresher } = await programs.started();
    programs.store.fail(['load'], 'STORAGE_LOCKED');
    await refresher.refresh('person');
    expect(programs.gateway.asked).toHaveLength(1);
    const told = { message: 'the store could not be read again', fields: { profile: 'default' } };
    expect(programs.logger.lines).toContainEqual(expect.objectContaining(told));
  });

  it('take no lock of a place for tokens that are in memory only', async () => {
    const programs = new Programs();
    const asked: string[] = [];
    const acquire = async (place: string) => {
      asked.push(place);
      return () => undefined;
    };
    const { manager, refresher } = await programs.started({ store: createMemoryTokenStore(), lock: { acquire } });
    await manager.setTokens(programs.gateway.issue().tokens);
    await refresher.refresh('person');
    expect([asked, programs.gateway.asked.length]).toEqual([[expect.stringMatching(/^refresh-token:/)], 1]);
  });

  it('refresh nothing if no lock can be taken, say why, and keep what they have', async () => {
    const programs = new Programs();
    const message = 'Other users of this computer can write to the folder /state.';
    const acquire = () => Promise.reject(new AxiomTokenError('STORAGE_DENIED', { message }));
    const { manager, refresher } = await programs.started({ lock: { acquire } });
    expect(await outcomeOf(refresher.refresh('person'))).toBe('STORAGE_DENIED');
    expect([programs.gateway.asked.length, refresher.failure?.message]).toEqual([0, message]);
    expect([manager.getTokens() !== undefined, refresher.sessionFacet === 'needs-sign-in']).toEqual([true, false]);
  });
});

describe('a refresh whose answer was lost with the app', () => {
  /** A run that finds the note of a refresh with unknown result, and a server that fails like this. */
  function interrupted(code: ErrorCode) {
    const programs = new Programs();
    programs.store.kept = programs.record(3);
    programs.files.intent = { recordGeneration: 3, startedAtMs: programs.clock.nowMs() };
    programs.gateway.otherwise = failing(code);
    return programs.started();
  }

  it.each(['NETWORK', 'TIMEOUT', 'BROWSER_REQUIRED', 'RATE_LIMITED'] as const)(
    'explains no failure that is not about the token: %s is not changed',
    async (code) => {
      const { manager, refresher } = await interrupted(code);
      expect(await outcomeOf(refresher.refresh('person'))).toBe(code);
      expect(refresher.failure).toMatchObject({ code, message: new AxiomTokenError(code).message });
      expect([refresher.sessionFacet === 'needs-sign-in', manager.getTokens() !== undefined]).toEqual([false, true]);
    },
  );

  it('is named when the server then refuses the token', async () => {
    const { manager, refresher } = await interrupted('UNAUTHORIZED');
    expect(await outcomeOf(refresher.refresh('person'))).toBe('UNAUTHORIZED');
    expect(refresher.failure?.message).toBe(
      'The last refresh was interrupted before its answer arrived, and Axiom now refuses the tokens.',
    );
    expect(manager.getTokens()).toBeDefined();
  });
});

describe('a sign-in while a refresh waits for the store', () => {
  it('keeps its refresh token: nothing is asked for it by the refresh that began before', async () => {
    const programs = new Programs();
    const { manager, refresher } = await programs.started();
    const release = programs.store.hold('load');
    const refreshed = refresher.refresh('person').catch((error: unknown) => error);
    await settle();
    const { tokens } = programs.gateway.issue();
    const taken = manager.setTokens(tokens);
    release();
    await taken;
    expect(await refreshed).toMatchObject({
      code: 'CANCELLED',
      message: 'A sign-in or sign-out came meanwhile, so this refresh was cancelled.',
    });
    expect(programs.gateway.asked).toEqual([]);
    expect(manager.getTokens()).toBe(tokens);
    expect(programs.store.kept?.tokens).toBe(tokens);
  });
});
