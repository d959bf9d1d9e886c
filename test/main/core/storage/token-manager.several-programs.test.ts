// Two programs with one profile: what one of them signs in, out or leaves behind when it dies, as the other finds it.
import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import type { RefreshLock } from '../../../../main/core/ports/refresh-lock';
import { SealedJournal } from '../../../../main/core/storage/sealed-journal';
import { TokenLifecycleManager } from '../../../../main/core/refresh/token-lifecycle-manager';
import { TokenManager } from '../../../../main/core/storage/token-manager';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { MemoryJournal } from '../../../support/fakes/journal/memory-journal';
import { createMemoryRefreshLock, type LockTable } from '../../../support/fakes/refresh-lock/memory-refresh-lock';
import { RecordingLogger } from '../../../support/fakes/logger/recording-logger';
import { ScriptedAuthGateway } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';

compareSecretsByText();

const MINUTE_MS = 60_000;

/** One person's store, journal and lock, and any number of programs on them. */
class Desk {
  readonly clock = new FakeClock();
  readonly logger = new RecordingLogger();
  readonly files = new MemoryJournal();
  readonly journal = new SealedJournal(this.files, createNodeCrypto(), this.logger);
  readonly journalKey = this.journal.makeKey();
  readonly store = new ScriptedTokenStore(this.record(1));
  readonly gateway = new ScriptedAuthGateway(this.clock);
  readonly table: LockTable = new Map();

  record(generation: number, tokens = makeTokens(this.clock.nowMs())) {
    const { journalKey } = this;
    return makeRecord(generation, this.clock.nowMs(), { serverOffsetMs: 0, journalKey, tokens });
  }

  /** The lock as another program has it. */
  get lock(): RefreshLock {
    return createMemoryRefreshLock(this.clock, this.table);
  }

  program() {
    const { clock, logger, store, journal, lock } = this;
    const random = () => 0.5;
    const options = {
      profileId: 'default',
      origin: 'https://axiom.trade',
      store,
      journal,
      clock,
      logger,
      random,
      lock,
    };
    const manager = new TokenManager(options);
    const refresher = new TokenLifecycleManager({ clock, logger, random }).add(manager, this.gateway);
    return { manager, refresher };
  }

  async started() {
    const program = this.program();
    await program.manager.load();
    return program;
  }
}

describe('while another program refreshes', () => {
  it('a sign-in works at once, waits with its write, and is shown as unsaved meanwhile', async () => {
    const desk = new Desk();
    const { manager } = await desk.started();
    const release = await desk.lock.acquire('default', 0);
    const tokens = makeTokens(desk.clock.nowMs());
    const signedIn = manager.setTokens(tokens);
    await desk.clock.advance(2_000);
    expect(manager.getTokens()).toBe(tokens);
    expect([manager.storageFacet, desk.store.saved]).toEqual(['unsaved', []]);
    // What that refresh brought is older than the sign-in, whatever its number.
    desk.store.kept = desk.record(2);
    release?.();
    await signedIn;
    expect([manager.storageFacet, desk.store.kept?.recordGeneration]).toEqual(['saved', 3]);
    expect(desk.store.kept?.tokens).toBe(tokens);
  });

  it('a sign-out is written only when that is over', async () => {
    const desk = new Desk();
    const { manager } = await desk.started();
    const release = await desk.lock.acquire('default', 0);
    const cleared = manager.clear();
    await desk.clock.advance(2_000);
    expect([manager.getTokens(), desk.store.calls.includes('clear')]).toEqual([undefined, false]);
    desk.store.kept = desk.record(2);
    release?.();
    await cleared;
    expect(desk.store.kept).toBeUndefined();
  });

  it('a sign-out that cannot wait longer says so, and is made up for', async () => {
    const desk = new Desk();
    const { manager } = await desk.started();
    const release = await desk.lock.acquire('default', 0);
    const cleared = outcomeOf(manager.clear());
    await desk.clock.advance(70_000);
    expect(await cleared).toBe('TIMEOUT');
    release?.();
    await desk.clock.advance(MINUTE_MS);
    expect([desk.store.kept, manager.storageFacet]).toEqual([undefined, 'saved']);
  });

  it('a start reads the tokens without the journal, which is the other one’s', async () => {
    const desk = new Desk();
    const newer = desk.record(2);
    await desk.journal.seal(newer);
    const release = await desk.lock.acquire('default', 0);
    const { manager } = desk.program();
    const loaded = manager.load();
    await desk.clock.advance(2_000);
    await loaded;
    expect([manager.getRecord()?.recordGeneration, manager.storageFacet]).toEqual([1, 'saved']);
    expect(desk.files.sealed).toBeDefined();
    release?.();
  });
});

describe('a program that died with the answer sealed and not saved', () => {
  it('is made up for by another one before that refreshes', async () => {
    const desk = new Desk();
    const { manager, refresher } = await desk.started();
    desk.clock.jumpWall(10 * MINUTE_MS);
    const rotated = desk.record(2);
    await desk.journal.seal(rotated);
    await refresher.refresh('automatic');
    expect(desk.gateway.asked).toEqual([]);
    expect(manager.getTokens()).toEqual(rotated.tokens);
    expect([desk.store.kept?.recordGeneration, desk.files.sealed]).toEqual([2, undefined]);
  });

  it('has its pair sent, not the one it had used up, when that is due as well', async () => {
    const desk = new Desk();
    const { refresher } = await desk.started();
    const rotated = desk.record(2);
    await desk.journal.seal(rotated);
    desk.clock.jumpWall(14 * MINUTE_MS);
    await refresher.refresh('automatic');
    expect(desk.gateway.asked.map(({ current }) => current)).toEqual([rotated.tokens]);
    expect(desk.store.kept?.recordGeneration).toBe(3);
  });

  it('before the answer is remembered: a refusal is then explained', async () => {
    const desk = new Desk();
    const { manager, refresher } = await desk.started();
    desk.files.intent = { recordGeneration: 1, startedAtMs: desk.clock.nowMs() };
    await refresher.refresh('person');
    expect([desk.gateway.asked.length, manager.wasInterrupted]).toEqual([1, false]);
    desk.files.intent = { recordGeneration: 2, startedAtMs: desk.clock.nowMs() };
    expect(await manager.reloadIfNewer()).toBe(false);
    expect(manager.wasInterrupted).toBe(true);
  });
});

describe('a profile that another program signed in to another account', () => {
  it('is not refreshed over: nothing is asked, and it is said what stands there', async () => {
    const desk = new Desk();
    desk.store.kept = desk.record(1, makeTokens(desk.clock.nowMs(), 900_000, 'account-1'));
    const { manager, refresher } = await desk.started();
    const others = desk.record(1, makeTokens(desk.clock.nowMs(), 900_000, 'account-2'));
    desk.store.kept = others;
    expect(await outcomeOf(refresher.refresh('person'))).toBe('WRONG_ACCOUNT');
    expect([desk.gateway.asked, desk.store.kept]).toEqual([[], others]);
    expect([manager.storageFacet, manager.storageFailure?.code]).toEqual(['unavailable', 'WRONG_ACCOUNT']);
    // As the words of the failure promise.
    await manager.clear();
    expect([manager.getRecord(), desk.store.kept]).toEqual([others, others]);
    expect(manager.storageFacet).toBe('saved');
  });

  it('keeps those tokens when it is signed out, and comes back with them', async () => {
    const desk = new Desk();
    desk.store.kept = desk.record(1, makeTokens(desk.clock.nowMs(), 900_000, 'account-1'));
    const { manager } = await desk.started();
    const others = desk.record(1, makeTokens(desk.clock.nowMs(), 900_000, 'account-2'));
    desk.store.kept = others;
    await manager.clear();
    expect([desk.store.calls.includes('clear'), manager.getRecord()]).toEqual([false, others]);
    expect([manager.storageFacet, manager.hasUnsavedTokens]).toEqual(['saved', false]);
  });

  it('does not lose those tokens to a sign-in', async () => {
    const desk = new Desk();
    desk.store.kept = desk.record(1, makeTokens(desk.clock.nowMs(), 900_000, 'account-1'));
    const { manager } = await desk.started();
    const others = desk.record(1, makeTokens(desk.clock.nowMs(), 900_000, 'account-2'));
    desk.store.kept = others;
    await manager.setTokens(makeTokens(desk.clock.nowMs(), 900_000, 'account-1'));
    expect([manager.storageFailure?.code, desk.store.kept]).toEqual(['WRONG_ACCOUNT', others]);
  });
});

describe('a write that is tried again', () => {
  it('looks first at what another program may have saved since', async () => {
    const desk = new Desk();
    const { manager, refresher } = await desk.started();
    desk.store.fail(['save'], 'STORAGE_UNAVAILABLE');
    await refresher.refresh('person');
    expect(manager.storageFacet).toBe('unsaved');
    desk.store.kept = desk.record(6);
    desk.store.fail(['save']);
    await manager.retryStorage();
    expect([manager.storageFacet, desk.store.kept?.recordGeneration]).toEqual(['saved', 7]);
    await settle();
    expect(desk.table.size).toBe(0);
  });
});
