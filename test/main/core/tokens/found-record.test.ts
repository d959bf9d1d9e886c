// Through TokenManager: what is taken from a store that another process writes to.
import { describe, expect, it } from 'vitest';
import { conflictOf, isConflict, lagMs, takeNewer, takeWhole } from '../../../../main/core/tokens/found-record';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';

compareSecretsByText();

const NOW = FAKE_START_MS;

describe('reloading what another process saved', () => {
  it('uses a newer generation', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(2) });
    await manager.load();
    expect(await manager.reloadIfNewer()).toBe(false);
    store.kept = makeRecord(3);
    expect(await manager.reloadIfNewer()).toBe(true);
    expect(manager.getTokens()).toEqual(store.kept.tokens);
  });

  it('ignores an older generation', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(2) });
    await manager.load();
    store.kept = makeRecord(1);
    expect(await manager.reloadIfNewer()).toBe(false);
    expect(manager.getRecord()?.recordGeneration).toBe(2);
  });

  it('says that the place was emptied, and keeps what is in memory', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(2) });
    await manager.load();
    store.kept = undefined;
    expect(await outcomeOf(manager.reloadIfNewer())).toBe('STORAGE_UNAVAILABLE');
    expect([manager.getRecord()?.recordGeneration, manager.storageFacet]).toEqual([2, 'unsaved']);
  });

  it.each([
    ['WRONG_ORIGIN', makeRecord(9, NOW, { origin: 'http://127.0.0.1:1' })],
    ['WRONG_ACCOUNT', makeRecord(9, NOW, { tokens: makeTokens(NOW, 900_000, 'account-2') })],
  ])('says %s when another sign-in has taken the place, and leaves it', async (code, kept) => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(2) });
    await manager.load();
    store.kept = kept;
    expect(await outcomeOf(manager.reloadIfNewer())).toBe(code);
    expect([manager.getRecord()?.recordGeneration, manager.storageFailure?.code]).toEqual([2, code]);
    expect(store.kept).toBe(kept);
  });

  it('uses a sign-in that another process made after a clear, although its generations started again', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(7, NOW, { signInId: 'd'.repeat(32) }) });
    await manager.load();
    store.kept = makeRecord(1, NOW + 1_000, { signInId: 'c'.repeat(32) });
    expect(await manager.reloadIfNewer()).toBe(true);
    expect(manager.getTokens()).toEqual(store.kept.tokens);
  });

  it('does not count the same tokens as a newer sign-in because a file was written again', async () => {
    const kept = makeRecord(7);
    const { manager, store } = new CoreGraph({ kept });
    await manager.load();
    store.kept = { ...kept, recordGeneration: 0, savedAtMs: NOW + 1 };
    expect(await manager.reloadIfNewer()).toBe(false);
    expect(manager.getRecord()).toBe(kept);
  });

  it('does not restore what was signed out or replaced while it read', async () => {
    for (const signInAgain of [false, true]) {
      const { manager, store } = new CoreGraph({ kept: makeRecord(2) });
      await manager.load();
      store.kept = makeRecord(57);
      const open = store.hold('load');
      const adopting = manager.reloadIfNewer();
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

  it('reports why when the store cannot be read', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(2) });
    await manager.load();
    store.fail(['load'], 'TIMEOUT');
    expect(await outcomeOf(manager.reloadIfNewer())).toBe('TIMEOUT');
    expect(manager.getRecord()?.recordGeneration).toBe(2);
  });
});

describe('a record that was found', () => {
  const own = makeRecord(4);

  it.each<[string, TokenRecord, string | undefined]>([
    ['the same account', makeRecord(5), undefined],
    ['another server', makeRecord(4, NOW, { origin: 'http://127.0.0.1:1' }), 'WRONG_ORIGIN'],
    ['another account', makeRecord(4, NOW, { tokens: makeTokens(NOW, 900_000, 'account-2') }), 'WRONG_ACCOUNT'],
  ])('of %s: %s %s', (_whose, found, code) => {
    const conflict = conflictOf(found, own, 'https://axiom.trade');
    expect([conflict?.code, isConflict(conflict)]).toEqual([code, code !== undefined]);
    expect(conflict?.message ?? '').toBe(
      code === 'WRONG_ORIGIN'
        ? 'The tokens saved here belong to http://127.0.0.1:1; this run talks to https://axiom.trade.'
        : code === 'WRONG_ACCOUNT'
          ? 'The tokens that are saved now belong to another account; they were not overwritten.'
          : '',
    );
  });
});

describe('the pair that was replaced', () => {
  const [first, second, third] = [makeTokens(NOW), makeTokens(NOW + 60_000), makeTokens(NOW + 120_000)];
  const replaced = { tokens: first, by: 'it is not judged here' };
  const signInId = 'c'.repeat(32);
  const kept = makeRecord(5, NOW, { tokens: second, replaced, signInId });
  const withNewAccess = { ...second, accessToken: third.accessToken };
  it.each<[string, TokenRecord, TokenRecord, TokenRecord['replaced']]>([
    [
      'goes with its refresh token: another program has refreshed',
      makeRecord(6, NOW, { tokens: third, signInId }),
      kept,
      undefined,
    ],
    [
      'comes with what another program signed in to',
      { ...kept, recordGeneration: 6 },
      makeRecord(5, NOW, { tokens: first, signInId }),
      replaced,
    ],
    [
      'is over when another program says so of the same tokens',
      makeRecord(6, NOW, { tokens: second, signInId }),
      kept,
      undefined,
    ],
    [
      'stays beside a new access token of a program that knows nothing of it',
      makeRecord(0, NOW, { tokens: withNewAccess }),
      kept,
      replaced,
    ],
  ])('%s', (_what, found, present, expected) => {
    expect(takeNewer(found, present)?.replaced).toEqual(expected);
    expect(takeNewer(found, present)).toBeDefined();
  });
});

describe('a pair that another client has put over ours', () => {
  const ours = makeRecord(5, NOW, { signInId: 'a'.repeat(32) });
  const theirs = makeRecord(0, NOW - 60_000, {});

  it('is used completely, and ours stays beside it', () => {
    const { tokens, signInId, recordGeneration, replaced } = takeWhole(theirs, ours, 'theirs');
    expect([tokens.accessToken, tokens.refreshToken]).toEqual([theirs.tokens.accessToken, theirs.tokens.refreshToken]);
    expect([signInId, recordGeneration, replaced]).toEqual([ours.signInId, 5, { tokens: ours.tokens, by: 'theirs' }]);
  });

  it('is older than ours by the issue of its tokens, or by the time of saving where nothing else differs', () => {
    expect([lagMs(theirs, ours), lagMs(ours, theirs)]).toEqual([60_000, -60_000]);
    expect(lagMs({ ...ours, savedAtMs: NOW - 5_000 }, ours)).toBe(5_000);
  });
});
