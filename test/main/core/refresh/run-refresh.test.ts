import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { createMemoryTokenStore } from '../../../../main/adapters/stores/memory-token-store';
import { AxiomTokenError, type ErrorCode } from '../../../../main/core/base/errors';
import type { RefreshLock } from '../../../../main/core/ports/refresh-lock';
import { SealedJournal } from '../../../../main/core/storage/sealed-journal';
import { TokenLifecycleManager } from '../../../../main/core/refresh/token-lifecycle-manager';
import { TokenManager } from '../../../../main/core/storage/token-manager';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { makeRecord } from '../../../support/make-record';
import { MemoryJournal } from '../../../support/fakes/journal/memory-journal';
import { createMemoryRefreshLock } from '../../../support/fakes/refresh-lock/memory-refresh-lock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { failing, ScriptedAuthGateway } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';

const MINUTE_MS = 60_000;

/** Programs that share one store, one server and one lock, each with a memory of its own. */
class Programs {
  readonly clock = new FakeClock();
  readonly logger = new RecordingLogger();
  readonly store = new ScriptedTokenStore(makeRecord(1, this.clock.nowMs(), { serverOffsetMs: 0 }));
  readonly gateway = new ScriptedAuthGateway(this.clock);
  readonly #table = new Map();

  async start(lock: RefreshLock = createMemoryRefreshLock(this.clock, this.#table)) {
    const { clock, logger, store } = this;
    const random = () => 0.5;
    const manager = new TokenManager({
      profileId: 'default',
      origin: 'https://axiom.trade',
      store,
      clock,
      logger,
      random,
      lock,
    });
    const lifecycle = new TokenLifecycleManager({ clock, logger, random });
    const refresher = lifecycle.add(manager, this.gateway);
    await manager.load();
    return { manager, refresher };
  }
}

describe('several programs with one sign-in', () => {
  it('ask the server once when the token is due, and all have its answer', async () => {
    const programs = new Programs();
    const started = await Promise.all(Array.from({ length: 5 }, () => programs.start()));
    await programs.clock.advance(9 * MINUTE_MS);
    expect(programs.gateway.asked).toHaveLength(1);
    const tokens = started.map(({ manager }) => manager.getAccessToken().expose());
    expect(new Set(tokens).size).toBe(1);
    expect(programs.store.kept?.recordGeneration).toBe(2);
  });

  it('wait for the one that asks, however many call at once', async () => {
    const programs = new Programs();
    const started = await Promise.all(Array.from({ length: 3 }, () => programs.start()));
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

  it('take over from one whose refresh failed', async () => {
    const programs = new Programs();
    const [first, second] = [await programs.start(), await programs.start()];
    programs.gateway.script.push(failing('NETWORK'));
    programs.clock.jumpWall(16 * MINUTE_MS);
    const [one, two] = [outcomeOf(first.refresher.refresh('person')), outcomeOf(second.refresher.refresh('person'))];
    await programs.clock.advance(1_000);
    expect([await one, await two]).toEqual(['NETWORK', undefined]);
  });

  it('say so when the lock is held without end, and keep what they have', async () => {
    const programs = new Programs();
    const { manager, refresher } = await programs.start({ acquire: async () => undefined });
    const before = manager.getAccessToken();
    expect(await outcomeOf(refresher.refresh('person'))).toBe('TIMEOUT');
    expect([manager.getAccessToken().equals(before), programs.gateway.asked.length]).toEqual([true, 0]);
  });

  it('say whose the lock is, and what is safe', async () => {
    const programs = new Programs();
    const { refresher } = await programs.start({ acquire: async () => undefined });
    await expect(refresher.refresh('person')).rejects.toMatchObject({
      message: 'Another program is refreshing these tokens and does not come to an end.',
      remedy: 'It is tried again by itself. Your tokens are untouched.',
    });
  });

  it('send the token that another has saved, when that one is due as well', async () => {
    const programs = new Programs();
    const { refresher } = await programs.start();
    const saved = makeRecord(2, programs.clock.nowMs() - 14 * MINUTE_MS, { serverOffsetMs: 0 });
    programs.store.kept = saved;
    await refresher.refresh('person');
    expect(programs.gateway.asked.map(({ current }) => current)).toEqual([saved.tokens]);
    expect(programs.store.kept?.recordGeneration).toBe(3);
  });

  it('say in the log when the store cannot be read again, and ask all the same', async () => {
    const programs = new Programs();
    const { refresher } = await programs.start();
    programs.store.fail(['load'], 'STORAGE_LOCKED');
    await refresher.refresh('person');
    expect(programs.gateway.asked).toHaveLength(1);
    const told = { message: 'the store could not be read again', fields: { profile: 'default' } };
    expect(programs.logger.lines).toMatchObject([told]);
  });

  it('take no lock for tokens that are in memory only', async () => {
    const { clock, logger, gateway } = new Programs();
    const random = () => 0.5;
    const asked: string[] = [];
    const store = createMemoryTokenStore();
    const acquire = async (profileId: string) => {
      asked.push(profileId);
      return undefined;
    };
    const manager = new TokenManager({
      profileId: 'demo',
      origin: 'https://axiom.trade',
      store,
      clock,
      logger,
      random,
      lock: { acquire },
    });
    const refresher = new TokenLifecycleManager({ clock, logger, random }).add(manager, gateway);
    await manager.load();
    await manager.setTokens(gateway.issue().tokens);
    await refresher.refresh('person');
    expect([asked, gateway.asked.length]).toEqual([[], 1]);
  });

  it('refresh all the same where no lock can be had', async () => {
    const programs = new Programs();
    const acquire = () => Promise.reject(new AxiomTokenError('STORAGE_UNAVAILABLE'));
    const { refresher } = await programs.start({ acquire });
    await refresher.refresh('person');
    expect(programs.gateway.asked).toHaveLength(1);
    expect(programs.logger.lines.some(({ message }) => message.includes('no lock'))).toBe(true);
  });
});

describe('a refresh whose answer was lost with the app', () => {
  /** A run that finds the note of a refresh whose end it does not know, and a server that fails so. */
  async function interrupted(code: ErrorCode) {
    const clock = new FakeClock();
    const logger = new RecordingLogger();
    const files = new MemoryJournal();
    const kept = makeRecord(3, clock.nowMs(), { serverOffsetMs: 0 });
    files.intent = { recordGeneration: 3, startedAtMs: clock.nowMs() };
    const gateway = new ScriptedAuthGateway(clock);
    gateway.otherwise = failing(code);
    const manager = new TokenManager({
      profileId: 'default',
      origin: 'https://axiom.trade',
      store: new ScriptedTokenStore(kept),
      clock,
      logger,
      random: () => 0.5,
      journal: new SealedJournal(files, createNodeCrypto(), logger),
    });
    const refresher = new TokenLifecycleManager({ clock, logger, random: () => 0.5 }).add(manager, gateway);
    await manager.load();
    return { manager, refresher };
  }

  it.each(['NETWORK', 'TIMEOUT', 'BROWSER_REQUIRED', 'RATE_LIMITED'] as const)(
    'explains no failure that is none of the token: %s stays what it is',
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
    const { manager, refresher } = await programs.start();
    const release = programs.store.hold('load');
    const refreshed = refresher.refresh('person').catch((error: unknown) => error);
    await settle();
    const { tokens } = programs.gateway.issue();
    const taken = manager.setTokens(tokens);
    release();
    await taken;
    expect(await refreshed).toMatchObject({
      code: 'CANCELLED',
      message: 'A sign-in or sign-out came in between.',
    });
    expect(programs.gateway.asked).toEqual([]);
    expect(manager.getTokens()).toBe(tokens);
    expect(programs.store.kept?.tokens).toBe(tokens);
  });
});
