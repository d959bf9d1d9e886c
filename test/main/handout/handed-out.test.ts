import { expect, it } from 'vitest';
import { toHandedOut } from '../../../main/handout/handed-out';
import { TestServices } from '../../support/make-services';

it('has the access token and what is known of it; the refresh token only where it was asked for', async () => {
  const services = await new TestServices().signedIn();
  const profile = services.registry.get('default');
  const record = profile.manager.getRecord();
  if (!record) throw new Error('signed in');
  const out = toHandedOut(profile, record, 'access', '0a1b2c3d');
  expect(out).toMatchObject({
    profileId: 'default',
    origin: services.origin,
    accessToken: record.tokens.accessToken,
    accountId: record.tokens.accountId,
    expiresAtMs: record.tokens.expiresAtMs,
    refreshAfterMs: profile.refresher.nextRefreshAtMs,
    serverNowMs: services.clock.nowMs(),
    generation: 1,
    tag: '0a1b2c3d',
  });
  expect('refreshToken' in out).toBe(false);
  expect(toHandedOut(profile, record, 'refresh', '').refreshToken).toBe(record.tokens.refreshToken);
});

it('is to be requested again at once if it is not refreshed automatically', async () => {
  const services = await new TestServices().signedIn();
  const profile = services.registry.get('default');
  const record = profile.manager.getRecord();
  services.lifecycle.pause();
  expect(record && toHandedOut(profile, record, 'access', '').refreshAfterMs).toBe(services.clock.nowMs());
});
