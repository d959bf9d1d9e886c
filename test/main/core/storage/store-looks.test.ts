// Through TokenManager: what a look that fails means, before a write and before a move.
import { describe, expect, it } from 'vitest';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';

describe('a look before the first write', () => {
  it.each(['STORAGE_UNAVAILABLE', 'STORAGE_DENIED', 'TIMEOUT'] as const)(
    'that fails with %s keeps the write back: nobody knows what lies there',
    async (code) => {
      const { manager, store } = new CoreGraph({ kept: makeRecord(4) });
      store.fail(['load'], code);
      await manager.load();
      await manager.setTokens(makeTokens(FAKE_START_MS));
      expect([manager.storageFacet, store.saved, store.kept?.recordGeneration]).toEqual(['unsaved', [], 4]);
      expect(manager.storageFailure?.code).toBe(code);
      store.fail(['load']);
      await manager.retryStorage();
      expect([manager.storageFacet, store.kept?.recordGeneration]).toEqual(['saved', 5]);
    },
  );

  it.each(['STORAGE_CORRUPT', 'STORAGE_LOCKED'] as const)(
    'that fails with %s lets the write go on: the person was told, and signed in again',
    async (code) => {
      const { manager, store } = new CoreGraph();
      store.fail(['load'], code);
      await manager.load();
      await manager.setTokens(makeTokens(FAKE_START_MS));
      expect([manager.storageFacet, store.saved.length]).toEqual(['saved', 1]);
    },
  );
});

describe('a look before a move', () => {
  it('that fails leaves the former copy, moves what is in memory, and says so in the log', async () => {
    const graph = new CoreGraph({ kept: makeRecord(4) });
    const { manager, store, logger } = graph;
    await manager.load();
    store.fail(['load'], 'STORAGE_LOCKED');
    const target = new ScriptedTokenStore(undefined, '/tokens');
    await manager.moveTo(target, async () => undefined);
    expect([target.kept?.recordGeneration, store.kept?.recordGeneration, store.calls]).toEqual([
      4,
      4,
      ['load', 'load'],
    ]);
    const told = { level: 'error', message: 'the former place could not be read', fields: { store: 'keychain' } };
    expect(logger.lines).toMatchObject([told]);
  });

  it('at the new place that fails stays where it was', async () => {
    const { manager, store } = new CoreGraph();
    await manager.load();
    const target = new ScriptedTokenStore(makeRecord(7));
    target.fail(['load'], 'STORAGE_UNAVAILABLE');
    expect(await outcomeOf(manager.moveTo(target, async () => undefined))).toBe('STORAGE_UNAVAILABLE');
    expect([manager.store, manager.getRecord()]).toEqual([store, undefined]);
  });
});
