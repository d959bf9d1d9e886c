import { describe, expect, it } from 'vitest';
import { createProfile, type NewProfile } from '../../../../main/core/profiles/profile';
import type { SealedJournal } from '../../../../main/core/storage/sealed-journal';
import { CoreGraph } from '../../../support/core-graph';
import { createMemoryRefreshLock } from '../../../support/fakes/refresh-lock/memory-refresh-lock';

function setUp(isDemo: boolean) {
  const graph = new CoreGraph();
  const journals: string[] = [];
  const { clock, logger, random, lifecycle, store, gateway } = graph;
  const createJournal = (place: string, kind: string): SealedJournal => {
    journals.push(`${place}, ${kind}`);
    return { makeKey: () => undefined } as unknown as SealedJournal;
  };
  const parts = { clock, logger, random, lifecycle, createJournal, lock: createMemoryRefreshLock(clock) };
  const made: NewProfile = { id: 'bot', name: 'Bot', choice: { kind: 'keychain' }, store, gateway, isDemo };
  return { profile: createProfile(parts, made), graph, journals };
}

describe('a profile', () => {
  it('has a manager of its id and origin, and is in the care of the lifecycle', () => {
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

  it('that outlives the run has the journal of its place; the demo has none', () => {
    expect(setUp(false).journals).toEqual(['keychain:bot, keychain']);
    expect(setUp(true).journals).toEqual([]);
  });
});
