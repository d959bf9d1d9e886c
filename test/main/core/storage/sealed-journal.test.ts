import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import type { ErrorCode } from '../../../../main/core/base/errors';
import { SealedJournal } from '../../../../main/core/storage/sealed-journal';
import { TokenLifecycleManager } from '../../../../main/core/refresh/token-lifecycle-manager';
import { TokenManager } from '../../../../main/core/storage/token-manager';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { MemoryJournal } from '../../../support/fakes/journal/memory-journal';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { failing, ScriptedAuthGateway } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';

compareSecretsByText();

/** One computer over several runs of the app: store and journal stay, everything in memory goes. */
class Computer {
  readonly clock = new FakeClock();
  readonly logger = new RecordingLogger();
  readonly store = new ScriptedTokenStore();
  readonly files = new MemoryJournal();
  readonly journal = new SealedJournal(this.files, createNodeCrypto(), this.logger);

  /** A run of the app; the one before it counts as killed. */
  start(): TokenManager {
    const { clock, logger, store, journal } = this;
    const random = () => 0.5;
    return new TokenManager({
      profileId: 'default',
      origin: 'https://axiom.trade',
      store,
      clock,
      logger,
      random,
      journal,
    });
  }

  async signedIn(): Promise<TokenManager> {
    const manager = this.start();
    await manager.load();
    await manager.setTokens(makeTokens(this.clock.nowMs()));
    return manager;
  }

  /** A refresh whose result the store refuses: it is in memory and in the journal only. */
  async refreshedWhileLocked(manager: TokenManager): Promise<TokenRecord> {
    this.store.fail(['load', 'save', 'clear'], 'STORAGE_LOCKED');
    await manager.commitRefresh(manager.signInEpoch, makeTokens(this.clock.nowMs()));
    manager.dispose();
    this.store.fail(['load', 'save', 'clear']);
    const record = manager.getRecord();
    if (!record) throw new Error('there is a record');
    return record;
  }
}

describe('the sealed journal', () => {
  it('brings a rotated pair back that the store never got, saves it, and is empty then', async () => {
    const computer = new Computer();
    const rotated = await computer.refreshedWhileLocked(await computer.signedIn());
    expect(computer.store.kept?.recordGeneration).toBe(1);
    const next = computer.start();
    await next.load();
    expect(next.getRecord()).toEqual(rotated);
    expect(computer.store.kept).toEqual(rotated);
    expect([computer.files.sealed, computer.files.aside]).toEqual([undefined, []]);
  });

  it('holds nothing that can be read without the key of the record', async () => {
    const computer = new Computer();
    const rotated = await computer.refreshedWhileLocked(await computer.signedIn());
    const text = Buffer.from(computer.files.sealed ?? []).toString('latin1');
    expect(text.length).toBeGreaterThan(500);
    expect(text).not.toContain(rotated.tokens.refreshToken.expose().split('.')[1]);
    expect(text).not.toContain('access_token');
  });

  it('keeps the record’s key for as long as the record lives, and makes another for a new sign-in', async () => {
    const computer = new Computer();
    const manager = await computer.signedIn();
    const first = manager.getRecord()?.journalKey;
    await manager.commitRefresh(manager.signInEpoch, makeTokens(computer.clock.nowMs()));
    await manager.setTokens(makeTokens(computer.clock.nowMs()));
    expect(manager.getRecord()?.journalKey?.equals(first ?? makeTokens(0).accessToken)).toBe(true);
    await manager.clear();
    await manager.setTokens(makeTokens(computer.clock.nowMs()));
    expect(manager.getRecord()?.journalKey?.equals(first ?? makeTokens(0).accessToken)).toBe(false);
  });

  it('is not asked while the store does not show the record: a false "none" must not cost it', async () => {
    const computer = new Computer();
    const rotated = await computer.refreshedWhileLocked(await computer.signedIn());
    const kept = computer.store.kept;
    computer.store.kept = undefined;
    await computer.start().load();
    expect(computer.files.sealed).toBeDefined();
    computer.store.kept = kept;
    const next = computer.start();
    await next.load();
    expect(next.getRecord()).toEqual(rotated);
  });

  it('does not bring back an older record than the store has', async () => {
    const computer = new Computer();
    const manager = await computer.signedIn();
    await computer.refreshedWhileLocked(manager);
    const newer = { ...makeRecord(9), journalKey: manager.getRecord()?.journalKey ?? computer.journal.makeKey() };
    computer.store.kept = newer;
    const next = computer.start();
    await next.load();
    expect(next.getRecord()).toEqual(newer);
  });

  it('puts aside what another key has sealed or what is damaged, and goes on with the store', async () => {
    const computer = new Computer();
    await computer.refreshedWhileLocked(await computer.signedIn());
    const sealed = computer.files.sealed ?? new Uint8Array();
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    const next = computer.start();
    await next.load();
    expect(next.getRecord()?.recordGeneration).toBe(1);
    expect(computer.files.aside).toEqual([sealed]);
  });

  it('does not bring back tokens that were cleared, whichever step of clearing died', async () => {
    const computer = new Computer();
    const manager = await computer.signedIn();
    await computer.refreshedWhileLocked(manager);
    const next = computer.start();
    await next.load();
    computer.store.fail(['clear'], 'STORAGE_UNAVAILABLE');
    expect(await outcomeOf(next.clear())).toBe('STORAGE_UNAVAILABLE');
    expect(computer.files.sealed).toBeUndefined();
  });

  it('does not stop a save when its disk is full', async () => {
    const computer = new Computer();
    const manager = await computer.signedIn();
    computer.files.failure = 'STORAGE_FULL';
    await manager.commitRefresh(manager.signInEpoch, makeTokens(computer.clock.nowMs()));
    expect([computer.store.kept?.recordGeneration, manager.storageFacet]).toEqual([2, 'saved']);
  });

  it('tells a start that the last refresh never saw its answer', async () => {
    const computer = new Computer();
    const manager = await computer.signedIn();
    await manager.noteRefresh();
    const next = computer.start();
    await next.load();
    expect(next.wasInterrupted).toBe(true);
    await next.commitRefresh(next.signInEpoch, makeTokens(computer.clock.nowMs()));
    const third = computer.start();
    await third.load();
    expect(third.wasInterrupted).toBe(false);
  });

  it('leaves nothing older than a start: an intent that is now known, and a sealed record that the store has', async () => {
    const computer = new Computer();
    const manager = await computer.signedIn();
    const generation = manager.getRecord()?.recordGeneration ?? 0;
    computer.files.intent = { recordGeneration: generation, startedAtMs: computer.clock.nowMs() };
    const second = computer.start();
    await second.load();
    expect(second.wasInterrupted).toBe(true);
    expect(computer.files.intent).toBeUndefined();
    const record = second.getRecord();
    if (!record) throw new Error('there is a record');
    await computer.journal.seal(record);
    expect(computer.files.sealed).toBeDefined();
    await computer.start().load();
    expect(computer.files.sealed).toBeUndefined();
    expect(computer.store.kept?.recordGeneration).toBe(generation);
  });

  it('seals what comes while the store does not answer an earlier call', async () => {
    const computer = new Computer();
    const manager = await computer.signedIn();
    const release = computer.store.hold('save');
    void manager.commitRefresh(manager.signInEpoch, makeTokens(computer.clock.nowMs()));
    await settle();
    const newest = makeTokens(computer.clock.nowMs());
    void manager.commitRefresh(manager.signInEpoch, newest);
    await settle();
    const { newer } = await computer.journal.recover(computer.store.kept);
    expect(newer?.tokens.refreshToken.equals(newest.refreshToken)).toBe(true);
    release();
    await settle();
    await settle();
    expect(computer.store.kept?.tokens.refreshToken.equals(newest.refreshToken)).toBe(true);
    expect(computer.files.sealed).toBeUndefined();
  });

  it('does not seal over what it may hold for a store that was never read', async () => {
    const computer = new Computer();
    const before = await computer.refreshedWhileLocked(await computer.signedIn());
    const release = computer.store.hold('load');
    const manager = computer.start();
    const loaded = manager.load();
    await settle();
    void manager.setTokens(makeTokens(computer.clock.nowMs()));
    await settle();
    const { newer } = await computer.journal.recover(computer.store.kept);
    expect(newer?.tokens.refreshToken.equals(before.tokens.refreshToken)).toBe(true);
    release();
    await loaded;
  });

  it.each<[ErrorCode, boolean]>([
    ['UNAUTHORIZED', false],
    ['RATE_LIMITED', false],
    ['BROWSER_REQUIRED', false],
    ['TIMEOUT', true],
    ['NETWORK', true],
    ['BAD_RESPONSE', true],
  ])('after a refresh that ended with %s, a start takes an answer for lost: %s', async (code, isLost) => {
    const computer = new Computer();
    const manager = await computer.signedIn();
    const gateway = new ScriptedAuthGateway(computer.clock);
    gateway.otherwise = failing(code);
    const { clock, logger } = computer;
    const refresher = new TokenLifecycleManager({ clock, logger, random: () => 0.5 }).add(manager, gateway);
    expect(await outcomeOf(refresher.refresh('person'))).toBe(code);
    const next = computer.start();
    await next.load();
    expect(next.wasInterrupted).toBe(isLost);
  });

  it('takes no answer for lost when the request never left', async () => {
    const computer = new Computer();
    const manager = await computer.signedIn();
    const gateway = new ScriptedAuthGateway(computer.clock);
    gateway.otherwise = failing('NETWORK', { unsent: true });
    const { clock, logger } = computer;
    const refresher = new TokenLifecycleManager({ clock, logger, random: () => 0.5 }).add(manager, gateway);
    expect(await outcomeOf(refresher.refresh('person'))).toBe('NETWORK');
    const next = computer.start();
    await next.load();
    expect(next.wasInterrupted).toBe(false);
  });

  it('brings back what it has more than a place that a signed-out profile comes back to', async () => {
    const computer = new Computer();
    const before = await computer.refreshedWhileLocked(await computer.signedIn());
    const elsewhere = new ScriptedTokenStore(undefined, 'A file');
    const { clock, logger, journal } = computer;
    const random = () => 0.5;
    const options = { profileId: 'default', origin: 'https://axiom.trade', clock, logger, random, journal };
    const manager = new TokenManager({ ...options, store: elsewhere });
    await manager.load();
    await manager.moveTo(computer.store, async () => undefined);
    expect(manager.getRecord()?.recordGeneration).toBe(before.recordGeneration);
    expect(computer.store.kept?.recordGeneration).toBe(before.recordGeneration);
    expect(computer.files.sealed).toBeUndefined();
  });
});
