// Through TokenManager: what happens between memory and store when calls fail, hang and overlap.
import { describe, expect, it } from 'vitest';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';

compareSecretsByText();

const NOW = FAKE_START_MS;
const MINUTE = 60_000;

describe('reading', () => {
  it.each([
    ['STORAGE_LOCKED', 'locked'],
    ['STORAGE_UNAVAILABLE', 'unavailable'],
    ['TIMEOUT', 'unavailable'],
  ] as const)('after %s says %s, and opens by itself once it works', async (code, facet) => {
    const { manager, store, clock } = new CoreGraph({ kept: makeRecord(4) });
    store.fail(['load'], code);
    await manager.load();
    expect([manager.storageFacet, manager.storageFailure?.code]).toEqual([facet, code]);
    await clock.advance(10 * MINUTE);
    expect(manager.getTokens()).toBeUndefined();
    store.fail(['load']);
    await clock.advance(MINUTE);
    expect([manager.getRecord()?.recordGeneration, manager.storageFacet]).toEqual([4, 'saved']);
    expect(clock.timerCount).toBe(0);
  });

  it('backs off to a minute, so that a locked keychain is not asked constantly', async () => {
    const { manager, store, clock } = new CoreGraph({ random: () => 0.999 });
    store.fail(['load'], 'STORAGE_LOCKED');
    await manager.load();
    await clock.advance(60 * MINUTE);
    expect(store.calls.length).toBeGreaterThan(55);
    expect(store.calls.length).toBeLessThan(75);
  });

  it('is tried again at once for a person', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(4) });
    store.fail(['load'], 'STORAGE_LOCKED');
    await manager.load();
    store.fail(['load']);
    await manager.retryStorage();
    expect(manager.storageFacet).toBe('saved');
  });

  it('leaves a damaged entry alone until a sign-in replaces it', async () => {
    const { manager, store, clock } = new CoreGraph();
    store.fail(['load'], 'STORAGE_CORRUPT');
    await manager.load();
    await clock.advance(60 * MINUTE);
    expect([manager.storageFacet, new Set(store.calls)]).toEqual(['corrupt', new Set(['load'])]);
    await manager.setTokens(makeTokens(NOW));
    expect([manager.storageFacet, store.saved.length]).toEqual(['saved', 1]);
  });

  it('renames a damaged entry, if possible, before a sign-in replaces it; a refresh never does', async () => {
    const store = new ScriptedTokenStore(makeRecord(4), '/tokens');
    const order: string[] = [];
    const save = store.save.bind(store);
    Object.assign(store, {
      setAside: async () => {
        order.push('set aside');
        store.fail(['load']);
        store.kept = undefined;
      },
      save: (record: TokenRecord) => {
        order.push('save');
        return save(record);
      },
    });
    const graph = new CoreGraph();
    const manager = graph.newManager('default', store);
    await manager.load();
    store.fail(['load'], 'STORAGE_CORRUPT');
    await manager.retryStorage();
    await manager.commitRefresh(manager.signInEpoch, makeTokens(NOW));
    expect([order, manager.storageFacet]).toEqual([[], 'unsaved']);
    await manager.setTokens(makeTokens(NOW));
    expect([order, manager.storageFacet]).toEqual([['set aside', 'save'], 'saved']);
  });

  it('does not empty memory when the store was emptied since', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(4) });
    await manager.load();
    store.kept = undefined;
    await manager.load();
    await manager.retryStorage();
    expect(manager.getTokens()).toBeDefined();
  });
});

describe('a sign-in while the store is being read', () => {
  it('replaces what the store held, with a higher generation', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(12) });
    const open = store.hold('load');
    const loading = manager.load();
    await settle();
    const tokens = makeTokens(NOW);
    const setting = manager.setTokens(tokens);
    open();
    await Promise.all([loading, setting]);
    expect(manager.getTokens()).toBe(tokens);
    expect([store.kept?.tokens, store.kept?.recordGeneration]).toEqual([tokens, 13]);
  });

  it('is replaced by a clear as well', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(12) });
    const open = store.hold('load');
    const loading = manager.load();
    await settle();
    const clearing = manager.clear();
    open();
    await Promise.all([loading, clearing]);
    expect([manager.getTokens(), store.kept]).toEqual([undefined, undefined]);
  });
});

describe('writing', () => {
  it('shows unsaved after a failure and tries until it works, without losing the tokens in memory', async () => {
    const { manager, store, clock } = new CoreGraph();
    await manager.load();
    store.fail(['save'], 'STORAGE_FULL');
    const tokens = makeTokens(NOW);
    await manager.setTokens(tokens);
    expect([manager.storageFacet, manager.storageFailure?.code]).toEqual(['unsaved', 'STORAGE_FULL']);
    await clock.advance(24 * 60 * MINUTE);
    expect([manager.storageFacet, manager.getTokens()]).toEqual(['unsaved', tokens]);
    store.fail(['save']);
    await clock.advance(MINUTE);
    expect([manager.storageFacet, store.kept?.tokens, clock.timerCount]).toEqual(['saved', tokens, 0]);
  });

  it.each(['STORAGE_CORRUPT', 'STORAGE_LOCKED', 'SECRET_TOO_LARGE', 'INTERNAL'] as const)(
    'does not give up after %s',
    async (code) => {
      const { manager, store, clock } = new CoreGraph();
      await manager.load();
      store.fail(['save'], code);
      await manager.setTokens(makeTokens(NOW));
      store.fail(['save']);
      await clock.advance(MINUTE);
      expect([manager.storageFacet, store.saved.length]).toEqual(['saved', 1]);
    },
  );

  it('writes the newest tokens when the retry comes, not those that failed', async () => {
    const { manager, store, clock } = new CoreGraph();
    await manager.load();
    store.fail(['save'], 'STORAGE_LOCKED');
    await manager.setTokens(makeTokens(NOW));
    const newest = makeTokens(NOW);
    await manager.commitRefresh(manager.signInEpoch, newest);
    store.fail(['save']);
    await clock.advance(MINUTE);
    expect(store.saved.map(({ tokens }) => tokens)).toEqual([newest]);
  });

  it('that takes longer than a second is shown as unsaved while it lasts', async () => {
    const { manager, store, clock } = new CoreGraph();
    await manager.load();
    const open = store.hold('save');
    const setting = manager.setTokens(makeTokens(NOW));
    await clock.advance(999);
    expect(manager.storageFacet).toBe('saved');
    await clock.advance(1);
    expect(manager.storageFacet).toBe('unsaved');
    open();
    await setting;
    expect([manager.storageFacet, clock.timerCount]).toEqual(['saved', 0]);
  });

  it('makes one call to the store at a time, whoever asks', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(2) });
    const crowd = Array.from({ length: 50 }, (_, index) => [
      manager.load(),
      manager.setTokens(makeTokens(NOW)),
      manager.reloadIfNewer(),
      ...(index % 10 === 0 ? [manager.clear()] : []),
      manager.retryStorage(),
    ]).flat();
    await Promise.all(crowd);
    expect(store.mostAtOnce).toBe(1);
    expect(store.kept).toEqual(manager.getRecord());
  });

  it('ends with an empty store when a clear comes while tokens are being written', async () => {
    const { manager, store } = new CoreGraph();
    await manager.load();
    const open = store.hold('save');
    const setting = manager.setTokens(makeTokens(NOW));
    await settle();
    const clearing = manager.clear();
    expect(manager.getTokens()).toBeUndefined();
    open();
    await Promise.all([setting, clearing]);
    expect([store.kept, manager.storageFacet]).toEqual([undefined, 'saved']);
  });

  it('ends with the new tokens when a sign-in comes while the clear runs', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(2) });
    await manager.load();
    const open = store.hold('clear');
    const clearing = manager.clear();
    await settle();
    const tokens = makeTokens(NOW);
    const setting = manager.setTokens(tokens);
    open();
    await Promise.all([clearing, setting]);
    expect([store.kept?.tokens, manager.getTokens()]).toEqual([tokens, tokens]);
  });
});

describe('clearing', () => {
  it('that fails is reported, forgets in memory all the same, and is tried until it works', async () => {
    const { manager, store, clock } = new CoreGraph({ kept: makeRecord(2) });
    await manager.load();
    store.fail(['clear'], 'STORAGE_LOCKED');
    expect(await outcomeOf(manager.clear())).toBe('STORAGE_LOCKED');
    expect([manager.getTokens(), manager.storageFacet]).toEqual([undefined, 'locked']);
    store.fail(['clear']);
    await clock.advance(MINUTE);
    expect([store.kept, manager.storageFacet]).toEqual([undefined, 'saved']);
  });
});

describe('locked at the start', () => {
  it('a sign-in stays in memory, unsaved, and is written once it is unlocked, above the generation found', async () => {
    const { manager, store, clock } = new CoreGraph({ kept: makeRecord(12) });
    store.fail(['load', 'save'], 'STORAGE_LOCKED');
    await manager.load();
    const tokens = makeTokens(NOW);
    await manager.setTokens(tokens);
    await clock.advance(5 * MINUTE);
    expect([manager.getTokens(), manager.storageFacet, store.saved]).toEqual([tokens, 'unsaved', []]);
    store.fail(['load', 'save']);
    await clock.advance(MINUTE);
    expect([store.kept?.tokens, store.kept?.recordGeneration, manager.storageFacet]).toEqual([tokens, 13, 'saved']);
  });

  it('a sign-in is kept although the entry that the index knows of cannot be read', async () => {
    const { manager, store } = new CoreGraph();
    store.fail(['load'], 'STORAGE_LOCKED', { isMissing: true });
    await manager.load();
    await manager.setTokens(makeTokens(NOW));
    expect(store.saved).toHaveLength(1);
  });
});

describe('after dispose', () => {
  it('no timer is left or made, and what is being written is still written', async () => {
    const { manager, store, clock } = new CoreGraph();
    await manager.load();
    const open = store.hold('save');
    const setting = manager.setTokens(makeTokens(NOW));
    await settle();
    const settingAgain = manager.setTokens(makeTokens(NOW));
    manager.dispose();
    expect(clock.timerCount).toBe(0);
    store.fail(['save'], 'STORAGE_FULL');
    open();
    await Promise.all([setting, settingAgain]);
    expect(clock.timerCount).toBe(0);
    store.fail(['save']);
    await manager.setTokens(makeTokens(NOW));
    expect([store.saved.length, clock.timerCount]).toEqual([1, 0]);
  });
});

describe('failures', () => {
  it('are logged with the kind of the store, once for each', async () => {
    const { manager, store, logger, clock } = new CoreGraph({ kept: makeRecord(1) });
    store.fail(['load'], 'STORAGE_UNAVAILABLE');
    await manager.load();
    await clock.advance(10 * MINUTE);
    store.fail(['load']);
    store.fail(['save'], 'STORAGE_FULL');
    await manager.setTokens(makeTokens(NOW));
    const fields = { store: 'keychain' };
    expect(logger.lines).toMatchObject([
      { message: 'the saved tokens could not be read', fields },
      { message: 'the tokens could not be saved', fields },
    ]);
  });

  it('leave no timer once the profile was removed', async () => {
    const { manager, store, clock } = new CoreGraph();
    await manager.load();
    const open = store.hold('save');
    const setting = manager.setTokens(makeTokens(NOW));
    await settle();
    expect(clock.timerCount).toBe(1);
    manager.dispose();
    expect(clock.timerCount).toBe(0);
    store.fail(['save'], 'STORAGE_FULL');
    open();
    await setting;
    await manager.setTokens(makeTokens(NOW));
    expect(clock.timerCount).toBe(0);
  });
});
