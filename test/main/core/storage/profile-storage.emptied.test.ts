// Through TokenManager: a place that another program has emptied, or where the expected record is missing. Also the special rules of files, which have deadlines.
import { describe, expect, it } from 'vitest';
import type { TokenManager } from '../../../../main/core/storage/token-manager';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { CoreGraph } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';

compareSecretsByText();

const NOW = FAKE_START_MS;
const MISSING = { message: 'The file is not there.', remedy: 'Is its disk connected?', isMissing: true };

async function opened(kept = makeRecord(5)) {
  const graph = new CoreGraph();
  const store = new ScriptedTokenStore(kept, '/tokens');
  const manager = graph.newManager('default', store);
  await manager.load();
  return { ...graph, graph, store, manager };
}

/** Another program removes the record; the store reports it, because the index expects one. */
async function takeAway(store: ScriptedTokenStore, manager: TokenManager): Promise<void> {
  store.kept = undefined;
  store.fail(['load'], 'STORAGE_UNAVAILABLE', MISSING);
  await manager.retryStorage();
}

describe('tokens that another program has taken from their place', () => {
  it('stay in memory, are shown as unsaved, and are not written again by a refresh', async () => {
    const { store, manager, graph } = await opened();
    await takeAway(store, manager);
    expect([manager.storageFacet, manager.storage.isEmptied, manager.storageFailure?.message]).toEqual([
      'unsaved',
      true,
      MISSING.message,
    ]);
    expect(manager.storageFailure?.remedy).toMatch(/save them again, or sign out/);
    const newer = makeTokens(NOW);
    await manager.commitRefresh(manager.signInEpoch, newer);
    await graph.clock.advance(600_000);
    expect([store.saved, manager.getTokens(), manager.storageFacet]).toEqual([[], newer, 'unsaved']);
  });

  it('are there again after a click on "Save again"', async () => {
    const { store, manager, graph } = await opened();
    await takeAway(store, manager);
    await manager.saveAgain();
    expect(store.saved.map(({ tokens }) => tokens)).toEqual([manager.getTokens()]);
    expect(store.saved[0]?.decidedAtMs).toBe(graph.clock.nowMs());
    store.fail(['load']);
    await manager.retryStorage();
    expect([manager.storageFacet, manager.storage.isEmptied, manager.storageFailure]).toEqual([
      'saved',
      false,
      undefined,
    ]);
  });

  it('are not written over newer ones that came back a moment before the click', async () => {
    const { store, manager } = await opened();
    await takeAway(store, manager);
    store.fail(['load']);
    store.kept = makeRecord(9, NOW + 60_000);
    await manager.saveAgain();
    expect([store.saved, manager.getRecord()?.recordGeneration, manager.storageFacet]).toEqual([[], 9, 'saved']);
  });

  it('can be signed out of', async () => {
    const { store, manager } = await opened();
    await takeAway(store, manager);
    await manager.clear();
    expect([manager.getTokens(), manager.storageFacet, manager.storage.isEmptied]).toEqual([undefined, 'saved', false]);
  });
});

describe('a file that is not there at the start', () => {
  const started = async () => {
    const graph = new CoreGraph();
    const store = new ScriptedTokenStore(undefined, '/tokens');
    store.fail(['load'], 'STORAGE_UNAVAILABLE', MISSING);
    graph.noteTokens();
    const manager = graph.newManager('default', store);
    await manager.load();
    return { graph, store, manager };
  };

  it('is not a sign-out, and is found automatically within a minute', async () => {
    const { graph, store, manager } = await started();
    expect([manager.storageFacet, manager.storage.isEmptied, manager.storageFailure?.remedy]).toEqual([
      'unavailable',
      false,
      MISSING.remedy,
    ]);
    await graph.clock.advance(600_000);
    store.fail(['load']);
    store.kept = makeRecord(3);
    await graph.clock.advance(60_000);
    expect([manager.getRecord()?.recordGeneration, manager.storageFacet]).toEqual([3, 'saved']);
  });

  it('does not keep a person from signing in again', async () => {
    const { store, manager } = await started();
    const tokens = makeTokens(NOW);
    await manager.setTokens(tokens);
    expect([store.saved.map((record) => record.tokens), manager.storageFacet]).toEqual([[tokens], 'saved']);
  });
});

it('a file that cannot be understood is not read again and again because of a sign-in that cannot replace it', async () => {
  const { store, manager } = await opened();
  store.fail(['load', 'save'], 'STORAGE_CORRUPT');
  await manager.setTokens(makeTokens(NOW));
  expect(manager.storageFacet).toBe('unsaved');
  expect(store.calls.length).toBeLessThan(10);
});
