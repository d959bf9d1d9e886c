import { beforeEach, expect, it } from 'vitest';
import { DEMO_ACCOUNT } from '../../../main/demo/demo-account';
import { createDemoSessions, type DemoSessions } from '../../../main/demo/demo-sessions';
import { createDemoTokenMint } from '../../../main/demo/demo-token-mint';
import { readJwtClaims } from '../../../main/core/tokens/jwt-claims';
import { Secret } from '../../../main/core/base/secret';
import { FakeClock } from '../../support/fakes/clock/fake-clock';

let clock: FakeClock;
let sessions: DemoSessions;
const policy = { accessLifetimeMs: 120_000, refreshLifetimeMs: 600_000, isRotating: true };

beforeEach(() => {
  clock = new FakeClock();
  sessions = createDemoSessions(
    clock,
    createDemoTokenMint(clock, (claims) => claims),
    () => policy,
  );
});

it('an access token contains its expiry and works until then', async () => {
  const { accessToken } = sessions.open(DEMO_ACCOUNT);
  const endMs = clock.nowMs() + 120_000;
  expect(readJwtClaims(new Secret(accessToken), clock.nowMs())).toEqual({
    expiresAtMs: endMs,
    issuedAtMs: clock.nowMs(),
    accountId: DEMO_ACCOUNT.id,
    authenticatedUserId: DEMO_ACCOUNT.id,
  });
  await clock.advance(119_999);
  expect(sessions.accountOf(accessToken)).toBe(DEMO_ACCOUNT);
  await clock.advance(1);
  expect(sessions.accountOf(accessToken)).toBeUndefined();
});

it('a refresh token ends too, and its session cannot be refreshed any more', async () => {
  const { refreshToken } = sessions.open(DEMO_ACCOUNT);
  await clock.advance(600_000);
  expect(sessions.refresh(refreshToken)).toBeUndefined();
});

it('the former access token still works after a refresh, as on the real server', () => {
  const { accessToken, refreshToken } = sessions.open(DEMO_ACCOUNT);
  expect(sessions.refresh(refreshToken)).toBeDefined();
  expect(sessions.accountOf(accessToken)).toBe(DEMO_ACCOUNT);
});

it('a second session is not changed when a used refresh token ends the first', () => {
  const first = sessions.open(DEMO_ACCOUNT);
  const second = sessions.open(DEMO_ACCOUNT);
  sessions.refresh(first.refreshToken);
  expect(sessions.refresh(first.refreshToken)).toBeUndefined();
  expect(sessions.accountOf(first.accessToken)).toBeUndefined();
  expect(sessions.refresh(second.refreshToken)).toBeDefined();
});

it('revoking ends all sessions of an account', () => {
  const { accessToken, refreshToken } = sessions.open(DEMO_ACCOUNT);
  sessions.revoke(DEMO_ACCOUNT.email);
  expect(sessions.accountOf(accessToken)).toBeUndefined();
  expect(sessions.refresh(refreshToken)).toBeUndefined();
  expect(sessions.currentTokens(DEMO_ACCOUNT.email)).toBeUndefined();
});
