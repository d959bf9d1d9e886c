import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../../main/core/base/errors';
import type { TokenManager } from '../../../../main/core/storage/token-manager';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { outcomeOf } from '../../../support/core-graph';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { settle } from '../../../support/fakes/clock/fake-clock';
import { ScriptedTokenStore } from '../../../support/fakes/token-store/scripted-token-store';
import { makePlace } from '../../../support/make-place';
import { makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { Programs } from '../../../support/programs';

compareSecretsByText();

/** A computer on which a person has signed in, and the program used. */
async function signedIn() {
  const computer = new Programs('empty');
  return { computer, ...(await computer.signedIn()) };
}

/** A refresh whose result the store refuses: it is only in memory and in the journal. */
async function refreshedWhileLocked({ store, clock }: Programs, manager: TokenManager): Promise<TokenRecord> {
  store.fail(['load', 'save', 'clear'], 'STORAGE_LOCKED');
  await manager.commitRefresh(manager.signInEpoch, makeTokens(clock.nowMs()));
  manager.dispose();
  store.fail(['load', 'save', 'clear']);
  const record = manager.getRecord();
  if (!record) throw new Error('there is a record');
  return record;
}

describe('the sealed journal', () => {
  it('brings a rotated pair back that the store never got, saves it, and is empty then', async () => {
    const { computer, manager: first } = await signedIn();
    const rotated = await refreshedWhileLocked(computer, first);
    expect(computer.store.kept?.recordGeneration).toBe(1);
    const { manager: next } = await computer.started();
    expect(next.getRecord()).toEqual(rotated);
    expect(computer.store.kept).toEqual(rotated);
    expect([computer.files.sealed, computer.files.aside]).toEqual([undefined, []]);
  });

  it('holds nothing that can be read without the key of the record', async () => {
    const { computer, manager: first } = await signedIn();
    const rotated = await refreshedWhileLocked(computer, first);
    const text = Buffer.from(computer.files.sealed ?? []).toString('latin1');
    expect(text.length).toBeGreaterThan(500);
    expect(text).not.toContain(rotated.tokens.refreshToken.expose().split('.')[1]);
    expect(text).not.toContain('access_token');
  });

  it('keeps the record’s key for as long as the record exists, and makes another for a new sign-in', async () => {
    const { computer, manager } = await signedIn();
    const first = manager.getRecord()?.journalKey;
    await manager.commitRefresh(manager.signInEpoch, makeTokens(computer.clock.nowMs()));
    await manager.setTokens(makeTokens(computer.clock.nowMs()));
    expect(manager.getRecord()?.journalKey?.equals(first ?? makeTokens(0).accessToken)).toBe(true);
    await manager.clear();
    await manager.setTokens(makeTokens(computer.clock.nowMs()));
    expect(manager.getRecord()?.journalKey?.equals(first ?? makeTokens(0).accessToken)).toBe(false);
  });

  it('is not opened while the store does not show the record: a false "none" must not lose it', async () => {
    const { computer, manager: first } = await signedIn();
    const rotated = await refreshedWhileLocked(computer, first);
    const kept = computer.store.kept;
    computer.store.kept = undefined;
    await computer.started();
    expect(computer.files.sealed).toBeDefined();
    computer.store.kept = kept;
    const { manager: next } = await computer.started();
    expect(next.getRecord()).toEqual(rotated);
  });

  it('does not bring back an older record than the store has', async () => {
    const { computer, manager } = await signedIn();
    await refreshedWhileLocked(computer, manager);
    const newer = { ...makeRecord(9), journalKey: manager.getRecord()?.journalKey ?? computer.journal.makeKey() };
    computer.store.kept = newer;
    const { manager: next } = await computer.started();
    expect(next.getRecord()).toEqual(newer);
  });

  it('puts aside what another key has sealed or what is damaged, and goes on with the store', async () => {
    const { computer, manager: first } = await signedIn();
    await refreshedWhileLocked(computer, first);
    const sealed = computer.files.sealed ?? new Uint8Array();
    sealed[sealed.length - 1] = (sealed.at(-1) ?? 0) ^ 1;
    const { manager: next } = await computer.started();
    expect(next.getRecord()?.recordGeneration).toBe(1);
    expect(computer.files.aside).toEqual([sealed]);
  });

  it('does not bring back tokens that were cleared, whichever step of clearing died', async () => {
    const { computer, manager } = await signedIn();
    await refreshedWhileLocked(computer, manager);
    const { manager: next } = await computer.started();
    computer.store.fail(['clear'], 'STORAGE_UNAVAILABLE');
    expect(await outcomeOf(next.clear())).toBe('STORAGE_UNAVAILABLE');
    expect(computer.files.sealed).toBeUndefined();
  });

  it('does not stop a save when its disk is full', async () => {
    const { computer, manager } = await signedIn();
    computer.files.failure = 'STORAGE_FULL';
    await manager.commitRefresh(manager.signInEpoch, makeTokens(computer.clock.nowMs()));
    expect([computer.store.kept?.recordGeneration, manager.storageFacet]).toEqual([2, 'saved']);
  });

  it('reports at a start that the last refresh never got its answer', async () => {
    const { computer, manager } = await signedIn();
    await computer.journal.writeRefreshIntent(manager.getRecord()?.recordGeneration ?? 0, computer.clock.nowMs());
    const { manager: next } = await computer.started();
    expect(next.wasInterrupted).toBe(true);
    await next.commitRefresh(next.signInEpoch, makeTokens(computer.clock.nowMs()));
    const { manager: third } = await computer.started();
    expect(third.wasInterrupted).toBe(false);
  });

  it('is cleared at a start of what is finished: a known intent, and a sealed record that the store has', async () => {
    const { computer, manager } = await signedIn();
    const generation = manager.getRecord()?.recordGeneration ?? 0;
    computer.files.intent = { recordGeneration: generation, startedAtMs: computer.clock.nowMs() };
    const { manager: second } = await computer.started();
    expect(second.wasInterrupted).toBe(true);
    expect(computer.files.intent).toBeUndefined();
    const record = second.getRecord();
    if (!record) throw new Error('there is a record');
    await computer.journal.seal(record);
    expect(computer.files.sealed).toBeDefined();
    await computer.started();
    expect(computer.files.sealed).toBeUndefined();
    expect(computer.store.kept?.recordGeneration).toBe(generation);
  });

  it('seals what comes while the store does not answer an earlier call', async () => {
    const { computer, manager } = await signedIn();
    const release = computer.store.hold('save');
    void manager.commitRefresh(manager.signInEpoch, makeTokens(computer.clock.nowMs()));
    await settle();
    const newest = makeTokens(computer.clock.nowMs());
    void manager.commitRefresh(manager.signInEpoch, newest);
    await settle();
    const { newer } = await computer.journal.recover(computer.store.kept);
    expect(newer?.tokens.refreshToken.equals(newest.refreshToken)).toBe(true);
    release();
    await settle();
    await settle();
    expect(computer.store.kept?.tokens.refreshToken.equals(newest.refreshToken)).toBe(true);
    expect(computer.files.sealed).toBeUndefined();
  });

  it('does not overwrite what it may hold while the store was never read', async () => {
    const { computer, manager: first } = await signedIn();
    const before = await refreshedWhileLocked(computer, first);
    const release = computer.store.hold('load');
    const { manager } = computer.program();
    const loaded = manager.load();
    await settle();
    void manager.setTokens(makeTokens(computer.clock.nowMs()));
    await settle();
    const { newer } = await computer.journal.recover(computer.store.kept);
    expect(newer?.tokens.refreshToken.equals(before.tokens.refreshToken)).toBe(true);
    release();
    await loaded;
  });

  it.each<[ErrorCode, boolean]>([
    ['UNAUTHORIZED', false],
    ['RATE_LIMITED', false],
    ['BROWSER_REQUIRED', false],
    ['TIMEOUT', true],
    ['NETWORK', true],
    ['BAD_RESPONSE', true],
  ])('after a refresh that ended with %s, a start takes an answer for lost: %s', async (code, isLost) => {
    const { computer, refresher } = await signedIn();
    computer.gateway.otherwise = failing(code);
    expect(await outcomeOf(refresher.refresh('person'))).toBe(code);
    const { manager: next } = await computer.started();
    expect(next.wasInterrupted).toBe(isLost);
  });

  it('reports no answer as lost when the request was never sent', async () => {
    const { computer, refresher } = await signedIn();
    computer.gateway.otherwise = failing('NETWORK', { unsent: true });
    expect(await outcomeOf(refresher.refresh('person'))).toBe('NETWORK');
    const { manager: next } = await computer.started();
    expect(next.wasInterrupted).toBe(false);
  });

  it('brings back its newer record when a signed-out profile comes back to its place', async () => {
    const { computer, manager: first } = await signedIn();
    const before = await refreshedWhileLocked(computer, first);
    const elsewhere = new ScriptedTokenStore(undefined, 'A file');
    const { manager } = await computer.started({ store: elsewhere });
    await manager.moveTo(makePlace(computer.store, 'default', computer.journal));
    expect(manager.getRecord()?.recordGeneration).toBe(before.recordGeneration);
    expect(computer.store.kept?.recordGeneration).toBe(before.recordGeneration);
    expect(computer.files.sealed).toBeUndefined();
  });
});
