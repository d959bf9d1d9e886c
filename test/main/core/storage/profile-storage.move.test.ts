// Through TokenManager: moving a profile to another place, and failures at each step.
import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { TokenManager } from '../../../../main/core/storage/token-manager';
import { MemoryRemovalMarks } from '../../../support/fakes/removal-marks/memory-removal-marks';
import { makePlace } from '../../../support/make-place';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';

compareSecretsByText();

const NOW = FAKE_START_MS;
const MINUTE = 60_000;

describe('moving to another store', () => {
  const opened = async () => {
    const graph = new CoreGraph({ kept: makeRecord(5) });
    await graph.manager.load();
    const target = new ScriptedTokenStore(undefined, '/tokens');
    const moved = () => graph.manager.moveTo(graph.place(target));
    return { graph, manager: graph.manager, store: graph.store, target, moved };
  };

  it('copies, reads back, notes the place, and only then removes', async () => {
    const { graph, manager, store, target, moved } = await opened();
    const seen: unknown[] = [];
    graph.onNote = (_note, place) => {
      if (place) seen.push(store.kept?.recordGeneration, target.kept?.recordGeneration, target.calls.at(-1));
    };
    await moved();
    expect(seen).toEqual([5, 5, 'load']);
    expect([manager.place.store, store.kept, target.kept?.recordGeneration]).toEqual([target, undefined, 5]);
    await manager.setTokens(makeTokens(NOW));
    expect([target.kept?.recordGeneration, store.saved]).toEqual([6, []]);
  });

  it.each(['load', 'save'] as const)('stays where it was when the new place fails to %s', async (call) => {
    const { manager, store, target, moved } = await opened();
    target.fail([call], 'STORAGE_DENIED');
    expect(await outcomeOf(moved())).toBe('STORAGE_DENIED');
    expect([manager.place.store, store.kept?.recordGeneration, manager.storageFacet]).toEqual([store, 5, 'saved']);
  });

  it('stays where it was when the place cannot be noted', async () => {
    const { graph, manager, store, target, moved } = await opened();
    graph.onNote = (_note, place) => {
      if (place) throw new AxiomTokenError('STORAGE_FULL');
    };
    expect(await outcomeOf(moved())).toBe('STORAGE_FULL');
    // The copy is gone, too, so that the next try works.
    expect([manager.place.store, store.kept?.recordGeneration, target.kept]).toEqual([store, 5, undefined]);
    target.kept = store.kept;
    graph.onNote = () => undefined;
    await moved();
    expect([manager.place.store, store.kept, target.kept?.recordGeneration]).toEqual([target, undefined, 5]);
  });

  it('stays where it was when the new place forgets or changes what it was given', async () => {
    for (const kept of [undefined, makeRecord(5)]) {
      const { manager, store, target, moved } = await opened();
      target.save = async () => {
        target.kept = kept;
      };
      expect(await outcomeOf(moved())).toBe('STORAGE_UNAVAILABLE');
      expect([manager.place.store, store.kept?.recordGeneration]).toEqual([store, 5]);
    }
  });

  it('says in its refusals which place it is, and that nothing was lost', async () => {
    const { graph, manager } = await opened();
    const full = new ScriptedTokenStore(makeRecord(1), '/full');
    await expect(manager.moveTo(graph.place(full))).rejects.toMatchObject({
      code: 'STORAGE_DENIED',
      message: 'There are already tokens at the new place (/full).',
      remedy: 'Choose another place. Nothing was changed.',
    });
    const forgetful = new ScriptedTokenStore(undefined, '/forgetful');
    forgetful.save = async () => undefined;
    await expect(manager.moveTo(graph.place(forgetful))).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: 'The new place (/forgetful) did not keep the tokens.',
      remedy: 'Choose another place. The tokens stay where they were.',
    });
  });

  it('refuses a place that holds tokens', async () => {
    const { store, target, moved } = await opened();
    target.kept = makeRecord(1);
    const before = target.kept;
    expect(await outcomeOf(moved())).toBe('STORAGE_DENIED');
    expect([target.kept, store.kept?.recordGeneration]).toEqual([before, 5]);
  });

  const signedOut = async (kept = makeRecord(7)) => {
    const graph = new CoreGraph();
    await graph.manager.load();
    const target = new ScriptedTokenStore(kept, '/tokens');
    const moved = () => graph.manager.moveTo(graph.place(target));
    return { graph, manager: graph.manager, store: graph.store, target, moved };
  };

  it('uses the tokens at the new place when there are none to move', async () => {
    const { graph, manager, target, moved } = await signedOut();
    await moved();
    expect([manager.place.store, manager.getRecord()]).toEqual([target, target.kept]);
    expect(graph.noted.map(({ hasTokens }) => hasTokens)).toEqual([true]);
    expect([target.kept?.recordGeneration, target.saved]).toEqual([7, []]);
  });

  it("does not change another server's tokens at the new place, and stays where it was", async () => {
    const { manager, store, target, moved } = await signedOut(makeRecord(7, NOW, { origin: 'http://127.0.0.1:1' }));
    expect(await outcomeOf(moved())).toBe('WRONG_ORIGIN');
    expect([manager.place.store, manager.getRecord(), target.calls]).toEqual([store, undefined, ['load']]);
  });

  it('puts a sign-in that comes in between over the tokens found there, as a higher generation', async () => {
    const { graph, manager, target, moved } = await signedOut();
    const tokens = makeTokens(NOW);
    let signingIn: Promise<void> | undefined;
    graph.onNote = (_note, place) => {
      if (place) signingIn = manager.setTokens(tokens);
    };
    await moved();
    await signingIn;
    expect([target.kept?.tokens, target.kept?.recordGeneration, manager.storageFacet]).toEqual([tokens, 8, 'saved']);
  });

  it('notes that there are no tokens when there are none at either place', async () => {
    const graph = new CoreGraph();
    await graph.manager.load();
    await graph.manager.moveTo(graph.place(new ScriptedTokenStore(undefined, '/tokens')));
    expect(graph.noted.map(({ hasTokens }) => hasTokens)).toEqual([false]);
  });

  it('removes at the former place what was being cleared there', async () => {
    const { manager, store, target, moved } = await opened();
    store.fail(['clear'], 'STORAGE_LOCKED');
    expect(await outcomeOf(manager.clear())).toBe('STORAGE_LOCKED');
    store.fail(['clear']);
    await moved();
    expect([store.kept, target.kept, manager.getTokens()]).toEqual([undefined, undefined, undefined]);
  });

  it('with unsaved tokens does not change another account’s tokens at the former place', async () => {
    const { manager, store, target, moved } = await opened();
    store.fail(['save'], 'STORAGE_FULL');
    await manager.setTokens(makeTokens(NOW));
    const others = makeRecord(9, NOW, { tokens: makeTokens(NOW, 900_000, 'account-2') });
    store.kept = others;
    await moved();
    expect([store.kept, target.kept?.recordGeneration]).toEqual([others, 6]);
  });

  it('reports when the former copy could not be removed, and continues at the new place', async () => {
    const { manager, store, target, moved } = await opened();
    store.fail(['clear'], 'STORAGE_LOCKED');
    await expect(moved()).rejects.toMatchObject({
      code: 'STORAGE_LOCKED',
      message: expect.stringMatching(/^The tokens are in their new place, but the old copy could not be removed from /),
      remedy: 'Unlock it. The removal is tried again automatically until they are gone.',
    });
    expect([manager.place.store, target.kept?.recordGeneration, store.kept?.recordGeneration]).toEqual([target, 5, 5]);
    expect(manager.storageFacet).toBe('saved');
  });

  it('takes along what another process has saved since', async () => {
    const { manager, store, target, moved } = await opened();
    const newer = makeRecord(6);
    store.kept = newer;
    await moved();
    expect([target.kept, manager.getRecord()]).toEqual([newer, newer]);
  });

  it.each([
    ['another server', makeRecord(9, NOW, { origin: 'http://127.0.0.1:1' })],
    ['another account', makeRecord(9, NOW, { tokens: makeTokens(NOW, 900_000, 'account-2') })],
  ])('does not remove what is there of %s', async (_whose, kept) => {
    const { store, target, moved } = await opened();
    store.kept = kept;
    await moved();
    expect([store.kept, target.kept?.recordGeneration]).toEqual([kept, 5]);
  });

  it('does not remove what it never could read', async () => {
    const graph = new CoreGraph({ kept: makeRecord(5) });
    const { manager, store, clock } = graph;
    store.fail(['load'], 'STORAGE_LOCKED');
    await manager.load();
    await manager.moveTo(graph.place(new ScriptedTokenStore(undefined, '/tokens')));
    store.fail(['load']);
    await clock.advance(MINUTE);
    expect([store.kept?.recordGeneration, new Set(store.calls)]).toEqual([5, new Set(['load'])]);
  });

  it('takes along what could not be read at the start and can be now', async () => {
    const graph = new CoreGraph({ kept: makeRecord(5) });
    const { manager, store } = graph;
    store.fail(['load'], 'STORAGE_LOCKED');
    await manager.load();
    store.fail(['load']);
    const target = new ScriptedTokenStore(undefined, '/tokens');
    await manager.moveTo(graph.place(target));
    expect([target.kept?.recordGeneration, store.kept]).toEqual([5, undefined]);
    expect(manager.getRecord()?.recordGeneration).toBe(5);
  });

  it('does not move what another program has signed out since', async () => {
    const signInId = 'a'.repeat(32);
    const { clock, logger, random, store } = new CoreGraph({ kept: makeRecord(5, NOW, { signInId }) });
    const marks = new MemoryRemovalMarks();
    const place = makePlace(store);
    const common = { profileId: 'default', origin: 'https://axiom.trade', clock, logger, random };
    const manager = new TokenManager({ ...common, place, marks, crypto: createNodeCrypto() });
    await manager.load();
    store.kept = undefined;
    await marks.add(place.key, { signIn: signInId, atMs: NOW });
    const target = new ScriptedTokenStore(undefined, '/tokens');
    await manager.moveTo(makePlace(target));
    expect([manager.place.store, target.kept, manager.getRecord()]).toEqual([target, undefined, undefined]);
  });

  it('keeps unsaved tokens although old and new place are one under two names', async () => {
    const { manager, store, target, moved } = await opened();
    await manager.clear();
    store.fail(['save'], 'STORAGE_FULL');
    const tokens = makeTokens(NOW);
    await manager.setTokens(tokens);
    store.clear = () => target.clear();
    await moved();
    expect([target.kept?.tokens, manager.storageFacet]).toEqual([tokens, 'saved']);
  });

  it('moves a refresh that came in between, and a clear', async () => {
    for (const isCleared of [false, true]) {
      const { manager, store, target, moved } = await opened();
      const open = target.hold('save');
      const moving = moved();
      await settle();
      const tokens = makeTokens(NOW);
      const changing = isCleared ? manager.clear() : manager.commitRefresh(manager.signInEpoch, tokens);
      open();
      await Promise.all([moving, changing]);
      expect(target.kept?.tokens).toEqual(isCleared ? undefined : tokens);
      expect(store.kept).toBeUndefined();
    }
  });
});
