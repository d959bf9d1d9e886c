import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { toSnapshot } from '../../../../main/desktop/ipc/to-snapshot';
import { snapshotSchema } from '../../../../preload/contract/schemas';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { Secret } from '../../../../main/core/base/secret';
import { makeJwt, makeTokens } from '../../../support/make-jwt';
import { makeRecord } from '../../../support/make-record';
import { TestServices } from '../../../support/make-services';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { dueAfterMs } from '../../../support/moments';
import { putProfile } from '../../../support/put-profile';

const MINUTE_MS = 60_000;

function statusOf(services: TestServices) {
  const [profile] = services.snapshot().profiles;
  if (!profile) throw new Error('there is a profile');
  return profile;
}

describe('the snapshot', () => {
  it('fits the contract in every state that a test can make', async () => {
    const services = new TestServices();
    expect(snapshotSchema.safeParse(services.snapshot()).success).toBe(true);
    await services.signedIn();
    expect(snapshotSchema.safeParse(services.snapshot()).success).toBe(true);
    services.gateway.otherwise = failing('NETWORK');
    await services.advanceUntilExpired();
    expect(snapshotSchema.safeParse(services.snapshot()).success).toBe(true);
  });

  it('fits the contract when tokens came back, because Axiom refused those that had replaced them', async () => {
    const services = await new TestServices().signedIn();
    const { manager, refresher } = services.registry.get('default');
    const former = manager.getTokens();
    await manager.setTokens(makeTokens(services.clock.nowMs()));
    services.gateway.script.push(failing('UNAUTHORIZED'), failing('UNAUTHORIZED'));
    await refresher.refresh('person').catch(() => undefined);
    await services.clock.advance(30_000);
    expect([manager.getTokens(), refresher.history.attempts.at(-1)?.hasTakenBack]).toEqual([former, true]);
    expect(snapshotSchema.safeParse(services.snapshot()).success).toBe(true);
  });

  it('holds no secret', async () => {
    const services = await new TestServices().signedIn();
    await services.advanceUntilDue();
    const text = JSON.stringify(services.snapshot());
    const { manager } = services.registry.get('default');
    const parts = [manager.getAccessToken(), manager.getRefreshToken()].flatMap((token) =>
      token.expose().split('.').slice(1),
    );
    expect(parts.filter((part) => text.includes(part))).toEqual([]);
    expect(text).not.toContain('[secret]');
  });

  it('reports the times of a good token', async () => {
    const services = await new TestServices().signedIn();
    expect(statusOf(services)).toMatchObject({
      email: 'trader@example.com',
      headline: { kind: 'good', label: 'Healthy' },
      receivedAtMs: FAKE_START_MS,
      expiresAtMs: FAKE_START_MS + 15 * MINUTE_MS,
      lifetimeMs: 15 * MINUTE_MS,
      signInEndsAtMs: FAKE_START_MS + 30 * 86_400_000,
    });
    const jitterMs =
      (statusOf(services).refreshDueAtMs ?? 0) - FAKE_START_MS - dueAfterMs(services.gateway.issue().tokens);
    expect(jitterMs).toBeGreaterThanOrEqual(0);
    expect(jitterMs).toBeLessThan(0.2 * MINUTE_MS);
    expect(statusOf(services)).not.toHaveProperty('problem');
  });

  it('says of a token without an end whether it is no JWT, or a JWT that names none', async () => {
    const services = await new TestServices().signedIn();
    const { manager } = services.registry.get('default');
    const receivedAtMs = services.clock.nowMs();
    const refreshToken = makeJwt({ accountId: 'account-1' });
    const wordsWith = async (accessToken: Secret) => {
      await manager.setTokens(createAuthTokens({ accessToken, refreshToken, receivedAtMs }));
      const { token, facetWords, opaqueTokens } = statusOf(services);
      return [token, facetWords.token.words, opaqueTokens];
    };
    expect(await wordsWith(makeJwt({ accountId: 'account-1' }))).toEqual([
      'unknown-expiry',
      'Works, expiry unknown',
      undefined,
    ]);
    expect(await wordsWith(new Secret('opaque-access-token-0123456789'))).toEqual([
      'unknown-expiry',
      'Not a JWT: expiry unknown',
      ['access'],
    ]);
  });

  it.each([
    ['trader-7', 'trader-7'],
    ['is safe. Press Yes', undefined],
  ])('names the account %s as %s: what could be read as words of the app’s is not shown', async (accountId, shown) => {
    const services = new TestServices();
    await services.registry.open();
    const tokens = makeTokens(services.clock.nowMs(), 900_000, accountId);
    await services.registry.get('default').manager.setTokens(tokens);
    expect(statusOf(services).accountId).toBe(shown);
  });

  it('gives times by this computer’s clock when it differs from the server’s', async () => {
    const services = new TestServices();
    const hour = 60 * MINUTE_MS;
    // The server is an hour ahead: its tokens are an hour in the future of this computer.
    services.keychain().kept = makeRecord(1, FAKE_START_MS + hour, { serverOffsetMs: hour });
    await services.registry.open();
    expect(statusOf(services)).toMatchObject({ token: 'good', expiresAtMs: FAKE_START_MS + 15 * MINUTE_MS });
  });

  it('says what the place needs only beside a headline about something worse', async () => {
    const services = await new TestServices().signedIn();
    services.keychain().fail(['save', 'load'], 'STORAGE_LOCKED');
    await services.registry.get('default').manager.setTokens(makeTokens(services.clock.nowMs()));
    expect(statusOf(services)).toMatchObject({ headline: { kind: 'unsaved' } });
    expect(statusOf(services)).not.toHaveProperty('placeAside');
    services.lifecycle.pause();
    expect(statusOf(services)).toMatchObject({
      headline: { kind: 'paused' },
      placeAside: { line: 'in memory only', action: 'save-again', actionLabel: 'Save again' },
    });
  });

  it.each([
    [{ kind: 'file', path: '/kept/tokens.json' }, true],
    // The key of a keychain's sealed copy is in its entry, which was never saved here.
    [{ kind: 'keychain' }, undefined],
  ] as const)('says of unsaved tokens whether a sealed copy outlives the app: %j', async (store, isSealed) => {
    const services = new TestServices();
    await putProfile(services.index, { id: 'default', name: 'main', store, hasTokens: false });
    await services.registry.open();
    const { manager } = services.registry.get('default');
    services.storeFor('default', store).fail(['save', 'load'], 'STORAGE_LOCKED');
    await manager.setTokens(makeTokens(services.clock.nowMs()));
    expect([statusOf(services).storage, statusOf(services).isSealed]).toEqual(['unsaved', isSealed]);
    expect(snapshotSchema.safeParse(services.snapshot()).success).toBe(true);
    services.storeFor('default', store).fail(['save', 'load']);
    await manager.retryStorage();
    expect([statusOf(services).storage, statusOf(services).isSealed]).toEqual(['saved', undefined]);
  });

  it('says why it is offline and when it is tried next', async () => {
    const services = await new TestServices().signedIn();
    services.gateway.otherwise = failing('NETWORK');
    await services.advanceUntilDue();
    const status = statusOf(services);
    expect(status).toMatchObject({ session: 'offline', headline: { kind: 'offline' }, problem: { code: 'NETWORK' } });
    expect(status.nextTryAtMs).toBeGreaterThan(services.clock.nowMs() - 1);
    expect(status.lastAttemptAtMs).toBeGreaterThan(FAKE_START_MS);
  });

  it('shows a problem of the store before one of the server', async () => {
    const services = await new TestServices().signedIn();
    services.keychain().fail(['save'], 'STORAGE_FULL');
    await services.advanceUntilDue();
    services.gateway.otherwise = failing('NETWORK');
    await services.advanceUntilDue();
    expect(statusOf(services)).toMatchObject({ headline: { kind: 'unsaved' }, problem: { code: 'STORAGE_FULL' } });
  });

  it.each([
    ['STORAGE_UNAVAILABLE', 'No keychain'],
    ['WRONG_ORIGIN', 'Tokens of another server'],
  ] as const)('names why the store is unavailable: %s', async (code, label) => {
    const services = new TestServices();
    if (code === 'WRONG_ORIGIN')
      services.keychain().kept = makeRecord(1, FAKE_START_MS, { origin: 'http://127.0.0.1:1' });
    else services.keychain().fail(['load'], code);
    await services.registry.open();
    expect(statusOf(services)).toMatchObject({ storage: 'unavailable', headline: { label }, problem: { code } });
  });

  it('does not mention a keychain when a file cannot be used', async () => {
    const services = new TestServices();
    const store = { kind: 'file', path: '/gone/tokens.json' } as const;
    await putProfile(services.index, { id: 'default', name: 'main', store, hasTokens: true });
    services.storeFor('default', store).fail(['load'], 'STORAGE_UNAVAILABLE');
    await services.registry.open();
    expect(statusOf(services).headline.label).toBe('Token file not usable');
  });

  it('says that a sign-in has ended when its refresh token has', async () => {
    const services = await new TestServices().signedIn();
    services.gateway.otherwise = failing('NETWORK');
    services.clock.jumpWall(31 * 86_400_000);
    await services.clock.advance(MINUTE_MS);
    expect(statusOf(services)).toMatchObject({ session: 'needs-sign-in', headline: { kind: 'needs-sign-in' } });
    expect(statusOf(services).problem?.remedy).toContain('Sign in again');
  });

  it('offers to resume while everything is paused, plans no refresh, and does not say that to a profile without tokens', async () => {
    const services = await new TestServices().signedIn();
    await services.registry.addForThisRun('demo', 'demo', services.gateway).manager.load();
    services.lifecycle.pause();
    expect(services.snapshot().isPaused).toBe(true);
    expect(statusOf(services)).toMatchObject({ session: 'paused', headline: { kind: 'paused', action: 'resume' } });
    expect(statusOf(services)).not.toHaveProperty('refreshDueAtMs');
    expect(services.snapshot().profiles[1]?.headline.kind).toBe('none');
    await services.clock.advance(15 * MINUTE_MS);
    expect(statusOf(services).headline).toMatchObject({ kind: 'expired', action: 'resume', actionLabel: 'Resume' });
    services.lifecycle.resume();
    await services.registry.get('default').refresher.refresh('automatic');
    expect(statusOf(services)).toMatchObject({ session: 'ok', headline: { kind: 'good' } });
  });

  it('says days before that the sign-in ends, and no longer once a refresh has extended it', async () => {
    const services = await new TestServices().signedIn();
    services.lifecycle.pause();
    expect(statusOf(services)).not.toHaveProperty('isSignInEnding');
    services.clock.jumpWall(28 * 86_400_000);
    await services.clock.advance(MINUTE_MS);
    expect(statusOf(services)).toMatchObject({ isSignInEnding: true });
    services.lifecycle.resume();
    await services.registry.get('default').refresher.refresh('automatic');
    expect(statusOf(services)).not.toHaveProperty('isSignInEnding');
    services.clock.jumpWall(31 * 86_400_000);
    expect(statusOf(services)).not.toHaveProperty('isSignInEnding');
  });

  it('shows entries that are not understood, by their name or else their id, and why the index cannot be written', async () => {
    const services = new TestServices();
    services.unknownEntries.push(
      { id: 'vault', name: 'Vault', reason: 'newer-version' },
      { id: 'cut', name: undefined, reason: 'unreadable' },
      { id: undefined, name: undefined, reason: 'unreadable' },
    );
    expect(services.snapshot()).not.toHaveProperty('indexTrouble');
    services.index.breakWith(new AxiomTokenError('STORAGE_FULL', { cause: 'not for the window' }));
    await expect(services.index.remove('nobody')).rejects.toBeDefined();
    const snapshot = services.snapshot();
    expect(snapshotSchema.safeParse(snapshot).success).toBe(true);
    expect(snapshot.unknownEntries).toEqual([
      { name: 'Vault', reason: 'newer-version' },
      { name: 'cut', reason: 'unreadable' },
      { reason: 'unreadable' },
    ]);
    const { code, message, remedy } = new AxiomTokenError('STORAGE_FULL');
    expect(snapshot.indexTrouble).toEqual({ code, message, remedy });
  });

  it('shows the switches of the notifications, and none that a later version has stored beside them', () => {
    const services = new TestServices();
    const { notifications } = services.preferences.read();
    services.preferences.change({ notifications: { unsaved: false, ...{ weather: true } } });
    const snapshot = services.snapshot();
    expect(snapshot.preferences.notifications).toEqual({ ...notifications, unsaved: false });
    expect(snapshotSchema.safeParse(snapshot).success).toBe(true);
  });

  it('says why everything is paused, in one plain line', async () => {
    const services = new TestServices();
    await services.registry.open();
    services.pauseReason = 'odd\n trades\u202e';
    expect(services.snapshot()).not.toHaveProperty('pauseReason');
    services.lifecycle.pause();
    expect(services.snapshot().pauseReason).toBe('odd  trades');
    services.pauseReason = undefined;
    expect(services.snapshot()).not.toHaveProperty('pauseReason');
  });

  it('marks a simulator everywhere, and a demo at its profile', async () => {
    const services = new TestServices();
    await services.registry.open();
    services.registry.addForThisRun('demo', 'demo', services.gateway);
    expect(services.snapshot().profiles.map(({ isSimulator }) => isSimulator)).toEqual([false, true]);
    const simulated = toSnapshot({
      registry: services.registry,
      index: services.index,
      pause: () => ({ isPaused: false }),
      activity: services.activity,
      preferences: services.preferences.read,
      version: '0.1.0',
      replacedCopy: () => undefined,
      timeLocale: 'en-AU',
      simulatorOrigin: 'http://127.0.0.1:4000',
      realAccountRefusal: undefined,
      isDemoRunning: () => true,
      hasEnvironmentTokens: false,
    });
    expect(simulated.profiles.map(({ isSimulator }) => isSimulator)).toEqual([true, true]);
    expect(simulated.timeLocale).toBe('en-AU');
  });
});
