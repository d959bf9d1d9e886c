import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { describe, expect, it } from 'vitest';
import { createProfile, type NewProfile } from '../../../../main/core/profiles/profile';
import { CoreGraph } from '../../../support/core-graph';
import {
  createMemoryRefreshLock,
  createRecordingLock,
  type LockRequest,
} from '../../../support/fakes/refresh-lock/memory-refresh-lock';
import { makePlace } from '../../../support/make-place';

function setUp(isDemo: boolean) {
  const graph = new CoreGraph();
  const { clock, logger, random, lifecycle, store, gateway } = graph;
  const crypto = createNodeCrypto();
  const asked: LockRequest[] = [];
  const lock = createRecordingLock(createMemoryRefreshLock(clock), asked);
  const parts = { clock, logger, random, lifecycle, crypto, lock };
  const made: NewProfile = { id: 'bot', name: 'Bot', place: makePlace(store, 'bot'), gateway, isDemo };
  return { profile: createProfile(parts, made), graph, asked };
}

describe('a profile', () => {
  it('has a manager of its id and origin, and the lifecycle manager refreshes it', () => {
    const { profile, graph } = setUp(false);
    expect([profile.id, profile.name, profile.store, profile.isDemo]).toEqual([
      'bot',
      'Bot',
      { kind: 'keychain' },
      false,
    ]);
    expect([profile.manager.profileId, profile.manager.origin]).toEqual(['bot', graph.gateway.origin]);
    expect(graph.lifecycle.refresher('bot')).toBe(profile.refresher);
    expect(profile.refresher.manager).toBe(profile.manager);
  });

  it('has not been read yet', () => {
    const { profile, graph } = setUp(false);
    expect([profile.manager.storageFacet, graph.store.calls]).toEqual(['opening', []]);
  });

  it('that outlives the run is locked against other programs by its place; the demo is not', async () => {
    for (const isDemo of [false, true]) {
      const { profile, asked } = setUp(isDemo);
      (await profile.manager.acquireLock())();
      expect(asked.map(({ place }) => place)).toEqual(isDemo ? [] : ['keychain:bot']);
    }
  });
});
