import { describe, expect, it } from 'vitest';
import { createRevealHandler } from '../../../../../main/desktop/ipc/handlers/reveal-handler';
import { outcomeOf } from '../../../../support/core-graph';
import { failing } from '../../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { TestServices } from '../../../../support/make-services';

const profile = { profileId: 'default' };

async function signedIn() {
  const services = await new TestServices().signedIn();
  const { revealAccessToken } = createRevealHandler(services);
  const told = () => services.activity.list().filter(({ text }) => text === 'Access token shown in the window');
  return { services, revealAccessToken, told, manager: services.registry.get('default').manager };
}

describe('showing the access token', () => {
  it('answers with it, for ten seconds, and records that', async () => {
    const { revealAccessToken, told, manager } = await signedIn();
    expect(await revealAccessToken(profile)).toEqual({
      accessToken: manager.getAccessToken().expose(),
      hideAfterMs: 10_000,
    });
    expect(told()).toMatchObject([{ profileId: 'default' }]);
  });

  it('refreshes first a token that would expire a moment later', async () => {
    const { services, revealAccessToken, manager } = await signedIn();
    const old = manager.getAccessToken();
    services.clock.jumpWall(15 * 60_000 - 9_000);
    const { accessToken } = await revealAccessToken(profile);
    expect(services.gateway.asked).toHaveLength(1);
    expect(accessToken === old.expose()).toBe(false);
  });

  it.each<[string, string, (services: TestServices) => unknown]>([
    [
      'an expired token that cannot be refreshed',
      'NETWORK',
      (services) => {
        services.gateway.otherwise = failing('NETWORK');
        services.clock.jumpWall(16 * 60_000);
      },
    ],
    ['everything is paused', 'PAUSED', (services) => services.handout.pauseFile.write({ isPaused: true })],
    ['nobody is signed in', 'NOT_AUTHENTICATED', (services) => services.registry.get('default').manager.clear()],
  ])('shows nothing and writes nothing down: %s', async (_what, code, spoil) => {
    const { services, revealAccessToken, told } = await signedIn();
    await spoil(services);
    expect(await outcomeOf(revealAccessToken(profile))).toBe(code);
    expect(told()).toEqual([]);
  });

  it('has no token of a profile that does not exist', async () => {
    const { revealAccessToken } = await signedIn();
    expect(await outcomeOf(revealAccessToken({ profileId: 'other' }))).toBe('TOKEN_NOT_FOUND');
  });
});
