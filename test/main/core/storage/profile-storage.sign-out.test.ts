// A sign-out while a newer sign-in waits to be saved over an older one.
import { expect, it } from 'vitest';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';

it('removes the sign-in that could not be saved and the one that it was to replace', async () => {
  const graph = new CoreGraph();
  await graph.signedIn();
  const { manager, store } = graph;
  store.fail(['save'], 'STORAGE_FULL');
  await manager.setTokens(makeTokens(FAKE_START_MS + 1_000));
  expect(manager.storageFacet).toBe('unsaved');
  expect(await outcomeOf(manager.clear())).toBeUndefined();
  expect([manager.getTokens(), store.kept, manager.storageFacet]).toEqual([undefined, undefined, 'saved']);
});
