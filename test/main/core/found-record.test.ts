// Through TokenManager: what is taken from a store that another process writes to.
import { describe, expect, it } from 'vitest';
import { compareSecretsByText } from '../../support/compare-secrets';
import { CoreGraph, outcomeOf } from '../../support/core-graph';
import { FAKE_START_MS, settle } from '../../support/fake-clock';
import { makeTokens } from '../../support/make-jwt';
import { makeRecord } from '../../support/make-record';

compareSecretsByText();

const NOW = FAKE_START_MS;

describe('adopting what another process saved', () => {
  it('takes a newer generation', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(2) });
    await manager.load();
    expect(await manager.adoptNewer()).toBe(false);
    store.kept = makeRecord(3);
    expect(await manager.adoptNewer()).toBe(true);
    expect(manager.getRecord()).toBe(store.kept);
  });

  it.each([
    ['an older generation', makeRecord(1)],
    ['another server', makeRecord(9, NOW, { origin: 'http://127.0.0.1:1' })],
    ['another account', makeRecord(9, NOW, { tokens: makeTokens(NOW, 900_000, 'account-2') })],
    ['nothing', undefined],
  ])('leaves %s', async (_what, kept) => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(2) });
    await manager.load();
    store.kept = kept;
    expect(await manager.adoptNewer()).toBe(false);
    expect(manager.getRecord()?.generation).toBe(2);
  });

  it('does not bring back what was signed out or replaced while it looked', async () => {
    for (const signInAgain of [false, true]) {
      const { manager, store } = new CoreGraph({ kept: makeRecord(2) });
      await manager.load();
      store.kept = makeRecord(57);
      const open = store.hold('load');
      const adopting = manager.adoptNewer();
      await settle();
      const clearing = manager.clear();
      const tokens = makeTokens(NOW);
      const setting = signInAgain ? manager.setTokens(tokens) : undefined;
      open();
      expect(await adopting).toBe(false);
      await Promise.all([clearing, setting]);
      expect(manager.getTokens()).toBe(signInAgain ? tokens : undefined);
      expect(store.kept?.tokens).toBe(signInAgain ? tokens : undefined);
    }
  });

  it('says why when the store cannot be asked', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(2) });
    await manager.load();
    store.fail(['load'], 'TIMEOUT');
    expect(await outcomeOf(manager.adoptNewer())).toBe('TIMEOUT');
    expect(manager.getRecord()?.generation).toBe(2);
  });
});
