import { inspect } from 'node:util';
import { describe, expect, it, vi } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import type { AuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { Secret } from '../../../../main/core/base/secret';
import { TokenManager } from '../../../../main/core/storage/token-manager';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { CoreGraph, outcomeOf } from '../../../support/core-graph';
import { FAKE_START_MS, settle } from '../../../support/fakes/clock/fake-clock';
import { makePlace } from '../../../support/make-place';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';

compareSecretsByText();

const NOW = FAKE_START_MS;
const HOUR = 3_600_000;
const access = (tokens: AuthTokens | undefined) => tokens?.accessToken.expose();

describe('a TokenManager', () => {
  it('holds nothing at first and says so', async () => {
    const { manager } = new CoreGraph();
    expect(manager.storageFacet).toBe('opening');
    await manager.load();
    expect(manager.storageFacet).toBe('saved');
    expect(manager.getTokens()).toBeUndefined();
    expect([manager.isExpired(), manager.needsRefresh()]).toEqual([true, true]);
    expect(() => manager.getAccessToken()).toThrowError(expect.objectContaining({ code: 'TOKEN_NOT_FOUND' }));
    expect(() => manager.getRefreshToken()).toThrowError(expect.objectContaining({ code: 'TOKEN_NOT_FOUND' }));
  });

  it('opens with its store’s tokens', async () => {
    const graph = new CoreGraph({ kept: makeRecord(7) });
    const { clock, logger, random, store } = graph;
    const origin = 'https://axiom.trade';
    const place = makePlace(store);
    const crypto = createNodeCrypto();
    const manager = new TokenManager({ profileId: 'default', origin, place, clock, logger, random, crypto });
    await manager.load();
    expect(manager.getAccessToken().expose()).toBe(access(store.kept?.tokens));
    expect(manager.getRefreshToken().expose()).toBe(store.kept?.tokens.refreshToken.expose());
    expect(manager.getRecord()?.recordGeneration).toBe(7);
    expect(manager.place.store).toBe(store);
  });

  it('has new tokens in memory and reports them before the store has answered', async () => {
    const { manager, store } = new CoreGraph();
    await manager.load();
    const open = store.hold('save');
    const seen: (string | undefined)[] = [];
    manager.onChange(() => seen.push(access(manager.getTokens())));
    const tokens = makeTokens(NOW);
    const setting = manager.setTokens(tokens, { email: 'a@example.com' });
    expect(seen).toEqual([access(tokens)]);
    open();
    await setting;
    expect(store.kept).toMatchObject({
      recordGeneration: 1,
      savedAtMs: NOW,
      email: 'a@example.com',
      origin: 'https://axiom.trade',
    });
    expect(manager.storageFacet).toBe('saved');
  });

  it('counts generations up, also past a clear', async () => {
    const { manager, store } = new CoreGraph({ kept: makeRecord(41) });
    await manager.load();
    await manager.setTokens(makeTokens(NOW));
    await manager.clear();
    await manager.setTokens(makeTokens(NOW));
    expect(store.saved.map(({ recordGeneration }) => recordGeneration)).toEqual([42, 43]);
  });

  it('keeps over a refresh what a newer version of the app has noted beside the tokens', async () => {
    const unknownKeys = new Secret('{"later":[1]}');
    const { manager, store } = new CoreGraph({ kept: makeRecord(3, NOW, { unknownKeys }) });
    await manager.load();
    await manager.commitRefresh(manager.signInEpoch, makeTokens(NOW));
    expect(store.kept).toMatchObject({ recordGeneration: 4, unknownKeys });
  });

  it('keeps the e-mail over refreshes and forgets it with a clear', async () => {
    const { manager } = new CoreGraph();
    await manager.load();
    await manager.setTokens(makeTokens(NOW), { email: 'a@example.com' });
    await manager.commitRefresh(manager.signInEpoch, makeTokens(NOW));
    expect(manager.getRecord()?.email).toBe('a@example.com');
    await manager.clear();
    await manager.setTokens(makeTokens(NOW));
    expect(manager.getRecord()).not.toHaveProperty('email');
  });

  describe('bound to one account', () => {
    const other = makeTokens(NOW, 900_000, 'account-2');

    it('refuses the tokens of another, from a sign-in and from a refresh', async () => {
      const { manager, store } = new CoreGraph({ kept: makeRecord(1) });
      await manager.load();
      const { signInEpoch } = manager;
      await expect(manager.setTokens(other)).rejects.toMatchObject({
        code: 'WRONG_ACCOUNT',
        message: 'These tokens belong to another account than the one that is signed in here.',
        remedy: 'Add the other account as one of its own, or sign out here first. Nothing was changed.',
      });
      expect(await outcomeOf(manager.commitRefresh(signInEpoch, other))).toBe('WRONG_ACCOUNT');
      expect([store.saved.length, manager.signInEpoch]).toEqual([0, signInEpoch]);
      expect(manager.getTokens()?.accountId).toBe('account-1');
    });

    it('accepts another after a clear', async () => {
      const { manager, store } = new CoreGraph({ kept: makeRecord(1) });
      await manager.load();
      await manager.clear();
      await manager.setTokens(other);
      expect(store.kept?.tokens.accountId).toBe('account-2');
    });

    it('stays bound when a refreshed token names no account', async () => {
      const { manager, store } = new CoreGraph({ kept: makeRecord(1) });
      await manager.load();
      const { accountId: _, ...nameless } = makeTokens(NOW);
      await manager.commitRefresh(manager.signInEpoch, nameless);
      expect(store.kept?.tokens.accountId).toBe('account-1');
    });

    it('never overwrites the saved tokens of another that it could not see at first', async () => {
      const kept = makeRecord(5, NOW, { tokens: other });
      const { manager, store, clock } = new CoreGraph({ kept });
      store.fail(['load', 'save'], 'STORAGE_LOCKED');
      await manager.load();
      await manager.setTokens(makeTokens(NOW));
      store.fail(['load', 'save']);
      await clock.advance(10 * 60_000);
      expect(store.kept).toBe(kept);
      expect([manager.storageFacet, manager.storageFailure?.code]).toEqual(['unsaved', 'WRONG_ACCOUNT']);
      await manager.clear();
      expect([store.kept, manager.getTokens()?.accountId, manager.storageFacet]).toEqual([kept, 'account-2', 'saved']);
    });
  });

  describe('over a store of another server', () => {
    const kept = makeRecord(9, NOW, { origin: 'http://127.0.0.1:4000' });

    it('says so, loads nothing and changes nothing', async () => {
      const { manager, store, clock } = new CoreGraph({ kept });
      await manager.load();
      expect([manager.storageFacet, manager.storageFailure?.code]).toEqual(['unavailable', 'WRONG_ORIGIN']);
      expect(manager.getTokens()).toBeUndefined();
      expect(await outcomeOf(manager.setTokens(makeTokens(NOW)))).toBe('WRONG_ORIGIN');
      expect(await outcomeOf(manager.clear())).toBe('WRONG_ORIGIN');
      await manager.retryStorage();
      await clock.advance(HOUR);
      expect([store.kept, store.saved, manager.getTokens()]).toEqual([kept, [], undefined]);
      expect(store.calls).not.toContain('clear');
    });

    it('never overwrites it, though a sign-in came in while it was being read', async () => {
      const { manager, store, clock } = new CoreGraph({ kept });
      const open = store.hold('load');
      const loading = manager.load();
      await settle();
      const setting = manager.setTokens(makeTokens(NOW));
      open();
      await Promise.all([loading, setting]);
      await clock.advance(HOUR);
      expect(store.kept).toBe(kept);
      expect(manager.storageFacet).toBe('unsaved');
    });

    it('forgets on a clear what it holds in memory, and still does not change the store', async () => {
      const { manager, store } = new CoreGraph({ kept });
      await Promise.all([manager.load(), manager.setTokens(makeTokens(NOW))]);
      expect(manager.getTokens()).toBeDefined();
      expect(await outcomeOf(manager.clear())).toBe('WRONG_ORIGIN');
      expect([manager.getTokens(), store.kept]).toEqual([undefined, kept]);
    });

    it('never overwrites it, though it was locked at first', async () => {
      const { manager, store, clock } = new CoreGraph({ kept });
      store.fail(['load', 'save'], 'STORAGE_LOCKED');
      await manager.load();
      await manager.setTokens(makeTokens(NOW));
      store.fail(['load', 'save']);
      await clock.advance(10 * 60_000);
      expect([store.kept, manager.storageFailure?.code]).toEqual([kept, 'WRONG_ORIGIN']);
    });
  });

  describe('drops outdated results', () => {
    it('drops a refresh that ends after a clear, a sign-in, or both', async () => {
      const { manager, store } = new CoreGraph();
      await manager.load();
      await manager.setTokens(makeTokens(NOW));
      const { signInEpoch } = manager;
      const late = makeTokens(NOW);
      await manager.clear();
      expect(await manager.commitRefresh(signInEpoch, late)).toBe(false);
      expect(store.kept).toBeUndefined();
      const signedIn = makeTokens(NOW);
      await manager.setTokens(signedIn);
      expect(await manager.commitRefresh(signInEpoch, late)).toBe(false);
      expect(access(store.kept?.tokens)).toBe(access(signedIn));
    });

    it('reports false when a sign-out came while the refreshed tokens were being written', async () => {
      const { manager, store } = new CoreGraph({ kept: makeRecord() });
      await manager.load();
      const open = store.hold('save');
      const committing = manager.commitRefresh(manager.signInEpoch, makeTokens(NOW));
      await settle();
      const clearing = manager.clear();
      open();
      expect(await committing).toBe(false);
      await clearing;
      expect([store.kept, manager.getTokens()]).toEqual([undefined, undefined]);
    });

    it('commits nothing when signed out', async () => {
      const { manager, store } = new CoreGraph();
      await manager.load();
      expect(await manager.commitRefresh(manager.signInEpoch, makeTokens(NOW))).toBe(false);
      expect(store.calls).toEqual(['load']);
    });
  });

  it('ends a subscription with its result', async () => {
    const { manager } = new CoreGraph();
    const listener = vi.fn();
    manager.onChange(listener)();
    await manager.load();
    expect(listener).not.toHaveBeenCalled();
  });

  it('shows no token in its errors and log lines', async () => {
    const { manager, store, logger, clock } = new CoreGraph({ kept: makeRecord(3) });
    await manager.load();
    store.fail(['save', 'load', 'clear'], 'STORAGE_DENIED');
    const tokens = makeTokens(NOW);
    await manager.setTokens(tokens);
    const refused = await manager.setTokens(makeTokens(NOW, 900_000, 'account-2')).catch((error: unknown) => error);
    const failed = await manager.clear().catch((error: unknown) => error);
    await clock.advance(60_000);
    const shown = [refused, failed, logger.lines, manager, store.kept].map(
      (value) => inspect(value, { depth: 12, showHidden: true }) + JSON.stringify(value),
    );
    expect(logger.lines.length).toBeGreaterThan(0);
    for (const { accessToken, refreshToken } of [tokens, makeRecord().tokens, store.kept?.tokens ?? tokens]) {
      expect(shown.join()).not.toContain(accessToken.expose());
      expect(shown.join()).not.toContain(refreshToken.expose());
    }
  });
});
