// Through TokenManager: a sign-in and a restore over a place that was not read yet.
import { describe, expect, it } from 'vitest';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';

compareSecretsByText();

const NOW = FAKE_START_MS;

describe('over a place that was not read yet', () => {
  it('a sign-in is saved above the generation that is found', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(1) });
    store.fail(['load'], 'STORAGE_UNAVAILABLE');
    await manager.load();
    await manager.setTokens(makeTokens(NOW));
    expect(manager.hasUnsavedTokens).toBe(true);
    store.fail(['load']);
    await manager.retryStorage();
    expect([store.kept?.recordGeneration, manager.hasUnsavedTokens]).toEqual([2, false]);
  });

  it('a restore is refused with the error of the place, and changes nothing', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(1) });
    store.fail(['load'], 'STORAGE_UNAVAILABLE');
    await manager.load();
    const restored = manager.setTokens(makeTokens(NOW), { restoredGeneration: 8 });
    expect(await outcomeOf(restored)).toBe('STORAGE_UNAVAILABLE');
    expect([manager.getTokens(), manager.hasUnsavedTokens]).toEqual([undefined, false]);
    store.fail(['load']);
    await manager.retryStorage();
    expect(manager.getRecord()?.recordGeneration).toBe(1);
    await manager.setTokens(makeTokens(NOW), { restoredGeneration: 8 });
    expect(store.kept?.recordGeneration).toBe(9);
  });

  it('a restore waits for one that is being opened', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(1) });
    const open = store.hold('load');
    const restored = manager.setTokens(makeTokens(NOW), { restoredGeneration: 8 });
    await settle();
    expect(manager.getTokens()).toBeUndefined();
    open();
    await restored;
    expect(store.kept?.recordGeneration).toBe(9);
  });
});
