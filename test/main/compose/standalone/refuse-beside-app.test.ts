import { describe, expect, it } from 'vitest';
import { refuseBesideApp } from '../../../../main/compose/standalone/refuse-beside-app';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import type { CallName, Calls } from '../../../../main/handout/operations';
import { TestOperations } from '../../../support/make-operations';

it.each([
  ['no app', undefined, undefined],
  ['an app', {}, 'Axiom Token Manager runs. '],
  ['an app whose process is known', { pid: 12 }, 'Axiom Token Manager runs (process 12). '],
] as const)('%s', async (_what, app, words) => {
  const refusal = await refuseBesideApp(async () => app).catch((error: unknown) => error);
  if (words === undefined) expect(refusal).toBeUndefined();
  else expect(refusal).toMatchObject({ code: 'INVALID_INPUT', message: expect.stringContaining(words) as unknown });
});

it('does not apply if nobody looks for the app', async () => {
  await expect(refuseBesideApp(undefined)).resolves.toBeUndefined();
});

describe('beside the app', () => {
  const refusal = new AxiomTokenError('INVALID_INPUT', { message: 'The app runs.' });
  const beside = async () => {
    const world = await new TestOperations({
      source: 'standalone',
      refuseBesideApp: () => Promise.reject(refusal),
    }).signedIn();
    return world;
  };

  it.each<[CallName, object]>([
    ['migrate', { to: 'file', path: '/tokens.json' }],
    ['profiles.add', { name: 'second' }],
    ['profiles.rename', { profile: 'main', name: 'first' }],
    ['profiles.remove', { profile: 'main' }],
  ])('%s is refused before anything changes', async (name, params) => {
    const world = await beside();
    const { registry } = world.services;
    const before = [world.services.keychain().kept, registry.list().map((each) => [each.name, each.store])];
    await expect(world.call(name, params as Calls[typeof name]['params'])).rejects.toBe(refusal);
    expect([world.services.keychain().kept, registry.list().map((each) => [each.name, each.store])]).toEqual(before);
  });

  it('a sign-in is refused where it would add an account, and made where it adds none', async () => {
    const world = await beside();
    const { accessToken, refreshToken } = world.services.gateway.issue().tokens;
    const tokens = JSON.stringify({ access_token: accessToken.expose(), refresh_token: refreshToken.expose() });
    const signIn = (profile: string) => world.call('login.start', { way: 'tokens', profile, tokens });
    await expect(signIn('second')).rejects.toBe(refusal);
    expect(world.services.registry.list()).toHaveLength(1);
    expect(await signIn('main')).toMatchObject({ step: 'done', name: 'main' });
  });
});
