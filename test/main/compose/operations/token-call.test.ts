import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import { DEFAULT_MIN_VALID_MS, toTokenAnswer } from '../../../../main/compose/operations/token-call';
import { PROGRAM, TestOperations } from '../../../support/make-operations';

describe('token.get', () => {
  it('hands out through the gate and answers as the contract says', async () => {
    const world = await new TestOperations().signedIn();
    const { manager } = world.services.registry.get('default');
    const tokens = manager.getTokens();
    const answer = await world.call('token.get', { reason: 'morning run', waitMs: 5000 });
    expect(answer).toEqual({
      schema: 'axiom-tokens.token.v1',
      profile: 'default',
      origin: 'https://axiom.trade',
      account: tokens?.accountId,
      access_token: tokens?.accessToken.expose(),
      cookie_name: 'auth-access-token',
      issued_at: new Date(tokens?.issuedAtMs ?? NaN).toISOString(),
      expires_at: new Date(tokens?.expiresAtMs ?? NaN).toISOString(),
      expires_in: 900,
      refresh_after: new Date((tokens?.expiresAtMs ?? NaN) - 60_000).toISOString(),
      generation: 1,
      refresh_token: 'held-by-axiom-token-manager',
      state: { token: 'good', session: 'ok', storage: 'saved' },
      clock_offset_ms: 0,
      source: 'broker',
      trail_tag: '0a1b2c3d',
    });
    expect(world.handout.requests).toEqual([
      {
        profileId: 'default',
        consumer: PROGRAM,
        via: 'socket',
        kind: 'access',
        minValidMs: DEFAULT_MIN_VALID_MS,
        mayRefresh: undefined,
        mayAsk: undefined,
        reason: 'morning run',
        waitMs: 5000,
        signal: world.context.signal,
      },
    ]);
  });

  it('has the refresh token only where the gate gave it', async () => {
    const world = await new TestOperations().signedIn();
    const answer = await world.call('token.get', { kinds: ['access', 'refresh'] });
    const { manager } = world.services.registry.get('default');
    expect(answer.refresh_token).toBe(manager.getTokens()?.refreshToken.expose());
    expect(world.handout.requests[0]?.kind).toBe('refresh');
  });

  it('passes a refusal of the gate on as it is', async () => {
    const world = await new TestOperations().signedIn();
    world.handout.refusal = new AxiomTokenError('DENIED');
    await expect(world.call('token.get', {})).rejects.toBe(world.handout.refusal);
  });

  it('if no account was named and the default one is signed out, names those that are signed in', async () => {
    const world = await new TestOperations().signedIn();
    world.chosenDefault = (await world.services.registry.addNamed('bots')).id;
    const code = 'NOT_AUTHENTICATED';
    await expect(world.call('token.get', {})).rejects.toMatchObject({
      code,
      message: expect.stringContaining('No account was named'),
      remedy: expect.stringContaining('Signed in: default (main); name one with --profile.'),
    });
    const named = await world.call('token.get', { profile: 'bots' }).catch((error: unknown) => error);
    expect(named).toMatchObject({ code, message: expect.not.stringContaining('No account was named') });
  });

  it('waits for a place that is still being read', async () => {
    const world = new TestOperations();
    const { services } = world;
    const release = services.keychain().hold('load');
    const opened = services.registry.open();
    const answer = world.call('token.get', {}).catch((error: unknown) => (error as AxiomTokenError).code);
    await services.clock.advance(0);
    expect(world.handout.requests).toHaveLength(0);
    release();
    await opened;
    expect(await answer).toBe('NOT_AUTHENTICATED');
  });

  it('does not wait for a caller that has disconnected', async () => {
    const world = await new TestOperations().signedIn();
    world.abort.abort();
    await expect(world.call('token.get', {})).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(world.handout.requests).toHaveLength(0);
  });
});

it('gives null for what is not known', async () => {
  const { services } = await new TestOperations().signedIn();
  const answer = toTokenAnswer(
    { core: { registry: services.registry } as never, source: 'standalone' },
    {
      profileId: 'default',
      origin: 'https://axiom.trade',
      accessToken: new Secret('a-token'),
      accountId: 'Your account was hacked, call +1',
      refreshAfterMs: 1_000,
      generation: 3,
      serverNowMs: 2_000,
      clockOffsetMs: 12.6,
      tag: 'ffffffff',
    },
  );
  expect(answer).toMatchObject({
    account: null,
    issued_at: null,
    expires_at: null,
    expires_in: null,
    clock_offset_ms: 13,
    source: 'standalone',
  });
});
