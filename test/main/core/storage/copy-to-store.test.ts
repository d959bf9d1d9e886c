// Through TokenManager: moving a profile to another store, and failing at each step of it.
import { describe, expect, it } from 'vitest';
import { copyToStore } from '../../../../main/core/storage/copy-to-store';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';

compareSecretsByText();

const NOW = FAKE_START_MS;
const MINUTE = 60_000;
const done = async (): Promise<void> => undefined;

describe('moving to another store', () => {
  const opened = async () => {
    const graph = new CoreGraph({ kept: makeRecord(5) });
    await graph.manager.load();
    return {
      ...graph,
      manager: graph.manager,
      store: graph.store,
      target: new ScriptedTokenStore(undefined, '/tokens'),
    };
  };

  it('copies, reads back, notes the place, and only then removes', async () => {
    const { manager, store, target } = await opened();
    const seen: unknown[] = [];
    await manager.moveTo(target, async () => {
      seen.push(store.kept?.recordGeneration, target.kept?.recordGeneration, target.calls.at(-1));
    });
    expect(seen).toEqual([5, 5, 'load']);
    expect([manager.store, store.kept, target.kept?.recordGeneration]).toEqual([target, undefined, 5]);
    await manager.setTokens(makeTokens(NOW));
    expect([target.kept?.recordGeneration, store.saved]).toEqual([6, []]);
  });

  it.each(['load', 'save'] as const)('stays where it was when the new place fails to %s', async (call) => {
    const { manager, store, target } = await opened();
    target.fail([call], 'STORAGE_DENIED');
    expect(await outcomeOf(manager.moveTo(target, done))).toBe('STORAGE_DENIED');
    expect([manager.store, store.kept?.recordGeneration, manager.storageFacet]).toEqual([store, 5, 'saved']);
  });

  it('stays where it was when the place cannot be noted', async () => {
    const { manager, store, target } = await opened();
    expect(await outcomeOf(manager.moveTo(target, () => Promise.reject(new Error('disk full'))))).toMatchObject({
      message: 'disk full',
    });
    expect([manager.store, store.kept?.recordGeneration]).toEqual([store, 5]);
  });

  it('stays where it was when the new place forgets or changes what it was given', async () => {
    for (const kept of [undefined, makeRecord(5)]) {
      const { manager, store, target } = await opened();
      target.save = async () => {
        target.kept = kept;
      };
      expect(await outcomeOf(manager.moveTo(target, done))).toBe('STORAGE_UNAVAILABLE');
      expect([manager.store, store.kept?.recordGeneration]).toEqual([store, 5]);
    }
  });

  it('says in its refusals which place it is, and that nothing was lost', async () => {
    const full = new ScriptedTokenStore(makeRecord(1), '/full');
    await expect(copyToStore(makeRecord(5), full)).rejects.toMatchObject({
      code: 'STORAGE_DENIED',
      message: 'There are already tokens at the new place (/full).',
      remedy: 'Choose another place. Nothing was changed.',
    });
    const forgetful = new ScriptedTokenStore(undefined, '/forgetful');
    forgetful.save = async () => undefined;
    await expect(copyToStore(makeRecord(5), forgetful)).rejects.toMatchObject({
      code: 'STORAGE_UNAVAILABLE',
      message: 'The new place (/forgetful) did not keep the tokens.',
      remedy: 'Choose another place. The tokens stay where they were.',
    });
  });

  it('refuses a place that holds tokens', async () => {
    const { manager, store } = await opened();
    const target = new ScriptedTokenStore(makeRecord(1));
    const before = target.kept;
    expect(await outcomeOf(manager.moveTo(target, done))).toBe('STORAGE_DENIED');
    expect([target.kept, store.kept?.recordGeneration]).toEqual([before, 5]);
  });

  const signedOut = async (kept = makeRecord(7)) => {
    const graph = new CoreGraph();
    await graph.manager.load();
    return { ...graph, manager: graph.manager, target: new ScriptedTokenStore(kept, '/tokens') };
  };

  it('takes the tokens that the new place holds when there are none to move', async () => {
    const { manager, target } = await signedOut();
    const noted: boolean[] = [];
    await manager.moveTo(target, async (hasTokens) => void noted.push(hasTokens));
    expect([manager.store, manager.getRecord(), noted]).toEqual([target, target.kept, [true]]);
    expect([target.kept?.recordGeneration, target.saved]).toEqual([7, []]);
  });

  it("leaves another server's tokens at the new place alone, and stays where it was", async () => {
    const { manager, store, target } = await signedOut(makeRecord(7, NOW, { origin: 'http://127.0.0.1:1' }));
    expect(await outcomeOf(manager.moveTo(target, done))).toBe('WRONG_ORIGIN');
    expect([manager.store, manager.getRecord(), target.calls]).toEqual([store, undefined, ['load']]);
  });

  it('puts a sign-in that comes in between over the tokens found there, as a higher generation', async () => {
    const { manager, target } = await signedOut();
    const tokens = makeTokens(NOW);
    let signingIn: Promise<void> | undefined;
    await manager.moveTo(target, async () => {
      signingIn = manager.setTokens(tokens);
    });
    await signingIn;
    expect([target.kept?.tokens, target.kept?.recordGeneration, manager.storageFacet]).toEqual([tokens, 8, 'saved']);
  });

  it('notes that there are no tokens when there are none at either place', async () => {
    const graph = new CoreGraph();
    await graph.manager.load();
    const noted: boolean[] = [];
    await graph.manager.moveTo(new ScriptedTokenStore(), async (hasTokens) => void noted.push(hasTokens));
    expect(noted).toEqual([false]);
  });

  it('removes at the former place what was being cleared there', async () => {
    const { manager, store, target } = await opened();
    store.fail(['clear'], 'STORAGE_LOCKED');
    expect(await outcomeOf(manager.clear())).toBe('STORAGE_LOCKED');
    store.fail(['clear']);
    await manager.moveTo(target, done);
    expect([store.kept, target.kept, manager.getTokens()]).toEqual([undefined, undefined, undefined]);
  });

  it('with unsaved tokens leaves what lies at the former place of another account', async () => {
    const { manager, store, target } = await opened();
    store.fail(['save'], 'STORAGE_FULL');
    await manager.setTokens(makeTokens(NOW));
    const others = makeRecord(9, NOW, { tokens: makeTokens(NOW, 900_000, 'account-2') });
    store.kept = others;
    await manager.moveTo(target, done);
    expect([store.kept, target.kept?.recordGeneration]).toEqual([others, 6]);
  });

  it('tells when the former copy could not be removed, and goes on at the new place', async () => {
    const { manager, store, target } = await opened();
    store.fail(['clear'], 'STORAGE_LOCKED');
    expect(await outcomeOf(manager.moveTo(target, done))).toBe('STORAGE_LOCKED');
    expect([manager.store, target.kept?.recordGeneration, store.kept?.recordGeneration]).toEqual([target, 5, 5]);
  });

  it('takes along what another process has saved since', async () => {
    const { manager, store, target } = await opened();
    const newer = makeRecord(6);
    store.kept = newer;
    await manager.moveTo(target, done);
    expect([target.kept, manager.getRecord()]).toEqual([newer, newer]);
  });

  it.each([
    ['another server', makeRecord(9, NOW, { origin: 'http://127.0.0.1:1' })],
    ['another account', makeRecord(9, NOW, { tokens: makeTokens(NOW, 900_000, 'account-2') })],
  ])('does not remove what is there of %s', async (_whose, kept) => {
    const { manager, store, target } = await opened();
    store.kept = kept;
    await manager.moveTo(target, done);
    expect([store.kept, target.kept?.recordGeneration]).toEqual([kept, 5]);
  });

  it('does not remove what it never could read', async () => {
    const { manager, store, clock } = new CoreGraph({ kept: makeRecord(5) });
    store.fail(['load'], 'STORAGE_LOCKED');
    await manager.load();
    await manager.moveTo(new ScriptedTokenStore(), done);
    store.fail(['load']);
    await clock.advance(MINUTE);
    expect([store.kept?.recordGeneration, store.calls]).toEqual([5, ['load']]);
  });

  it('keeps unsaved tokens although old and new place are one under two names', async () => {
    const { manager, store, target } = await opened();
    await manager.clear();
    store.fail(['save'], 'STORAGE_FULL');
    const tokens = makeTokens(NOW);
    await manager.setTokens(tokens);
    store.clear = () => target.clear();
    await manager.moveTo(target, done);
    expect([target.kept?.tokens, manager.storageFacet]).toEqual([tokens, 'saved']);
  });

  it('moves a refresh that came in between, and a clear', async () => {
    for (const isCleared of [false, true]) {
      const { manager, store, target } = await opened();
      const open = target.hold('save');
      const moving = manager.moveTo(target, done);
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
