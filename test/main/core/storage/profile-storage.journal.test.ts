// The storage between a store and a journal: what is sealed, how often, and when the journal may be cleared.
import { describe, expect, it } from 'vitest';
import { createMemoryTokenStore } from '../../../../main/adapters/stores/memory-token-store';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { TokenStore } from '../../../../main/core/ports/token-store';
import { FakeClock, settle } from '../../../support/fakes/clock/fake-clock';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { createGate } from '../../../support/gate';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { Programs } from '../../../support/programs';

function setUp(store: TokenStore) {
  const programs = new Programs('empty');
  const { files, journal } = programs;
  let seals = 0;
  const write = files.writeSealed.bind(files);
  files.writeSealed = (keyId, sealed) => {
    seals++;
    return write(keyId, sealed);
  };
  return { files, journal, manager: programs.program({ store }).manager, sealCount: () => seals };
}

const fresh = () => makeTokens(new FakeClock().nowMs());

describe('sealing', () => {
  it('is done once for each save that the store takes at once', async () => {
    const { manager, sealCount, files } = setUp(new ScriptedTokenStore());
    await manager.load();
    await manager.setTokens(fresh());
    await manager.commitRefresh(manager.signInEpoch, fresh());
    await manager.commitRefresh(manager.signInEpoch, fresh());
    expect([sealCount(), files.sealed]).toEqual([3, undefined]);
  });

  it('is tried again with the store where the disk had no space', async () => {
    const programs = new Programs();
    const { manager } = await programs.started();
    programs.store.fail(['save'], 'STORAGE_LOCKED');
    programs.files.failure = 'STORAGE_FULL';
    const newest = fresh();
    await manager.commitRefresh(manager.signInEpoch, newest);
    expect([manager.storageFacet, programs.files.sealed]).toEqual(['unsaved', undefined]);
    programs.files.failure = undefined;
    await programs.clock.advance(5 * 60_000);
    expect(manager.storageFacet).toBe('unsaved');
    const { newer } = await programs.journal.recover(programs.store.kept);
    expect(newer?.tokens.refreshToken.equals(newest.refreshToken)).toBe(true);
  });

  it('is not tried again over what another program has sealed since', async () => {
    const programs = new Programs();
    const { manager } = await programs.started();
    programs.store.fail(['save'], 'STORAGE_LOCKED');
    programs.files.failure = 'STORAGE_FULL';
    await manager.commitRefresh(manager.signInEpoch, fresh());
    programs.files.failure = undefined;
    const newer = programs.record(9, makeTokens(programs.clock.nowMs() + 60_000));
    await programs.journal.seal(newer);
    await programs.clock.advance(5 * 60_000);
    const found = await programs.journal.newerThan(programs.record(1));
    expect(found?.tokens.refreshToken.equals(newer.tokens.refreshToken)).toBe(true);
  });

  it('is not done for tokens that are to be in memory only', async () => {
    const { manager, sealCount } = setUp(createMemoryTokenStore());
    await manager.load();
    await manager.setTokens(fresh());
    expect([manager.storageFacet, sealCount()]).toEqual(['saved', 0]);
  });

  it('holds the newest tokens although the store has just taken older ones', async () => {
    const store = new ScriptedTokenStore();
    const { manager, files, journal } = setUp(store);
    await manager.load();
    await manager.setTokens(fresh());
    const [kept, save] = [store.kept, store.save.bind(store)];
    const { opened, open } = createGate();
    let saves = 0;
    store.save = async (record) => {
      if (++saves > 1) throw new AxiomTokenError('STORAGE_FULL');
      await opened;
      return save(record);
    };
    void manager.commitRefresh(manager.signInEpoch, fresh());
    await settle();
    const newest = fresh();
    void manager.commitRefresh(manager.signInEpoch, newest);
    await settle();
    open();
    await settle();
    await settle();
    expect([store.kept?.recordGeneration, manager.storageFacet]).toEqual([2, 'unsaved']);
    expect(files.sealed).toBeDefined();
    const { newer } = await journal.recover(kept);
    expect(newer?.tokens.refreshToken.equals(newest.refreshToken)).toBe(true);
  });
});

describe('a start with a journal', () => {
  it('does not put what it reads over a sign-in that came meanwhile', async () => {
    const store = new ScriptedTokenStore(makeRecord(4));
    const { manager, files } = setUp(store);
    const read = files.read.bind(files);
    const { opened, open } = createGate();
    files.read = (keyId) => opened.then(() => read(keyId));
    const loading = manager.load();
    await settle();
    const tokens = fresh();
    const taken = manager.setTokens(tokens);
    open();
    await Promise.all([loading, taken]);
    expect(manager.getTokens()).toBe(tokens);
    expect([store.kept?.tokens === tokens, store.kept?.recordGeneration]).toEqual([true, 5]);
  });

  it('forgets an interrupted refresh once other tokens are saved', async () => {
    const { manager, files } = setUp(new ScriptedTokenStore(makeRecord(4)));
    expect(manager.wasInterrupted).toBe(false);
    files.intent = { recordGeneration: 4, startedAtMs: 1 };
    await manager.load();
    expect(manager.wasInterrupted).toBe(true);
    await manager.setTokens(fresh());
    expect(manager.wasInterrupted).toBe(false);
  });

  it('of a profile that was signed out reports no interrupted refresh', async () => {
    const { manager } = setUp(new ScriptedTokenStore());
    await manager.load();
    expect(manager.wasInterrupted).toBe(false);
  });
});
