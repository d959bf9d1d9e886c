import { describe, expect, it } from 'vitest';
import { secondsLeft, timeText } from '../../../../main/compose/operations/profile-state';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { failing } from '../../../support/fakes/auth-gateway/scripted-auth-gateway';
import { TestOperations } from '../../../support/make-operations';

const stateOf = async (world: TestOperations) => (await world.call('profiles.list', {})).profiles[0];

it('names the command that helps, for a person without a window', async () => {
  const world = new TestOperations();
  world.services.keychain().fail(['load'], 'STORAGE_UNAVAILABLE');
  await world.services.registry.open();
  const { profiles } = await world.call('status', {});
  expect(profiles[0]?.last_error?.hint).toContain('axiom-tokens migrate sealed-file PATH');
});

describe('an account as it is reported', () => {
  it('has its facets, headline and times', async () => {
    const world = await new TestOperations().signedIn();
    const tokens = world.services.registry.get('default').manager.getTokens();
    expect(await stateOf(world)).toEqual({
      id: 'default',
      name: 'main',
      is_default: true,
      account: 'account-1',
      origin: 'https://axiom.trade',
      place: 'System keychain',
      token: 'good',
      session: 'ok',
      storage: 'saved',
      headline: 'Healthy',
      expires_at: timeText(tokens?.expiresAtMs),
      expires_in: 900,
      next_refresh_at: expect.stringMatching(/^2\d{3}-.*Z$/),
      session_ends_at: timeText(tokens?.refreshExpiresAtMs),
      last_refresh: null,
      last_error: null,
      consumers: 0,
      checked_at: null,
      verdict: null,
    });
  });

  it('reports the last refresh, its failure and the clock times of the headline', async () => {
    const world = await new TestOperations().signedIn();
    world.services.gateway.otherwise = failing('NETWORK', { unsent: true });
    await world.services.advanceUntilDue();
    const state = await stateOf(world);
    expect(state).toMatchObject({
      session: 'offline',
      headline: expect.stringMatching(/^Offline, working until \d\d:\d\d$/),
      last_error: { code: 'NETWORK', message: 'Axiom cannot be reached.' },
      last_refresh: { ms: expect.any(Number), result: 'NETWORK' },
    });
  });

  it('says null without tokens, and promises no refresh where nobody makes one', async () => {
    const empty = new TestOperations();
    await empty.services.registry.open();
    expect(await stateOf(empty)).toMatchObject({
      account: null,
      token: 'none',
      expires_at: null,
      expires_in: null,
      next_refresh_at: null,
      session_ends_at: null,
    });
    const alone = await new TestOperations({ source: 'standalone' }).signedIn();
    expect(await stateOf(alone)).toMatchObject({ token: 'good', next_refresh_at: null });
  });

  it('counts the programs that are allowed, once each', async () => {
    const world = await new TestOperations().signedIn();
    await world.call('consumers.allow', { consumer: 'a' });
    await world.call('consumers.allow', { consumer: 'a' });
    await world.call('consumers.allow', { consumer: 'b' });
    await world.call('consumers.block', { consumer: 'c' });
    expect((await stateOf(world))?.consumers).toBe(2);
    world.handout.consentsFailure = new AxiomTokenError('STORAGE_CORRUPT');
    expect((await stateOf(world))?.consumers).toBe(0);
  });
});

it('counts whole seconds down to none', () => {
  expect([secondsLeft(5_999, 1_000), secondsLeft(0, 5_000), secondsLeft(undefined, 0)]).toEqual([4, 0, null]);
});
