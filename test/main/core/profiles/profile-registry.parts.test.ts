// What the registry gives each profile and takes back at the end: its id, a journal, the lock.
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { describe, expect, it } from 'vitest';
import { ProfileRegistry } from '../../../../main/core/profiles/profile-registry';
import { CoreGraph } from '../../../support/core-graph';
import { MemoryJournal } from '../../../support/fakes/journal/memory-journal';
import { createMemoryProfileIndex } from '../../../support/fakes/profile-index/memory-profile-index';
import {
  createMemoryRefreshLock,
  createRecordingLock,
  type LockRequest,
} from '../../../support/fakes/refresh-lock/memory-refresh-lock';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';

/** A registry with everything that outlives a run, and a record of its requests. */
function assembled() {
  const graph = new CoreGraph();
  const { clock, logger, gateway, lifecycle, random } = graph;
  const asked: LockRequest[] = [];
  const journals: string[] = [];
  const registry = new ProfileRegistry({
    index: createMemoryProfileIndex(),
    lifecycle,
    gateway,
    createStore: () => new ScriptedTokenStore(),
    createJournal: (place) => {
      journals.push(place);
      return new MemoryJournal();
    },
    lock: createRecordingLock(createMemoryRefreshLock(clock), asked),
    clock,
    logger,
    random,
    crypto: createNodeCrypto(),
  });
  return { graph, registry, locked: () => asked.map(({ place }) => place), journals };
}

describe('the registry', () => {
  it('gives each profile an id of its own, also where names differ in signs only', async () => {
    const { registry } = assembled();
    await registry.open();
    const ids = [];
    for (const name of ['Bot!', 'Bot?', 'Bot.']) ids.push((await registry.addNamed(name)).id);
    expect(ids).toEqual(['bot', 'bot-2', 'bot-3']);
    expect(registry.list()).toHaveLength(4);
  });

  it('gives journal and lock of its place to each profile that outlives the run, and to no demo', async () => {
    const { graph, registry, locked, journals } = assembled();
    await registry.open();
    const { manager } = registry.get('default');
    const { tokens } = graph.gateway.issue();
    await manager.setTokens(tokens);
    expect([journals, locked().includes('keychain:default')]).toEqual([['keychain:default'], true]);
    expect(manager.getRecord()?.journalKey).toBeDefined();
    const demo = registry.addForThisRun('demo', 'Demo', graph.gateway);
    await demo.manager.load();
    await demo.manager.setTokens(tokens);
    expect([journals, locked().some((place) => place.endsWith('demo')), demo.manager.getRecord()?.journalKey]).toEqual([
      ['keychain:default'],
      false,
      undefined,
    ]);
  });

  it('calls no store any more after its end', async () => {
    const { graph, registry } = assembled();
    await registry.open();
    const { manager } = registry.get('default');
    const store = new ScriptedTokenStore();
    store.fail(['save'], 'STORAGE_FULL');
    Object.assign(manager.place.store, { save: store.save.bind(store) });
    await manager.setTokens(graph.gateway.issue().tokens);
    let changes = 0;
    registry.onChange(() => changes++);
    registry.dispose();
    graph.lifecycle.dispose();
    const { length } = store.calls;
    await graph.clock.advance(10 * 60_000);
    expect([store.calls.length, changes]).toEqual([length, 0]);
  });
});
