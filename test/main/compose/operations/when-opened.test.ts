import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import { refuseUnsavable } from '../../../../main/compose/operations/when-opened';
import { makeTokens } from '../../../support/make-jwt';
import { TestOperations } from '../../../support/make-operations';

const PASSPHRASE = 'correct horse battery staple';
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opened-'));
  path = join(folder, 'tokens.sealed');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The tokens are in a sealed file, and this run knows no passphrase of it. */
async function sealed(typed: readonly (string | undefined)[]) {
  const answers = [...typed];
  const asked: string[] = [];
  const askPassphrase = async (file: string) => {
    asked.push(file);
    const next = answers.shift();
    return next === undefined ? undefined : new Secret(next);
  };
  const world = await new TestOperations({ askPassphrase, source: 'standalone' }).signedIn();
  await world.call('migrate', { to: 'sealed-file', path, passphrase: PASSPHRASE });
  const { services } = world;
  services.sealedFiles.forget(path);
  await services.registry.get('default').manager.saveAgain();
  return { world, asked };
}

describe('a sealed file', () => {
  it('is opened with what a person types, after a wrong one too', async () => {
    const { world, asked } = await sealed(['wrong passphrase', PASSPHRASE]);
    const { manager } = world.services.registry.get('default');
    expect(manager.place.store.requiredUserAction).toBe('passphrase');
    expect((await world.call('token.get', {})).access_token).toBe(manager.getTokens()?.accessToken.expose());
    expect([asked, manager.place.store.requiredUserAction]).toEqual([[path, path], undefined]);
  });

  it('stays locked where nobody can be asked', async () => {
    const nobody = await sealed([undefined]);
    await nobody.world.call('refresh', {}).catch(() => undefined);
    expect(nobody.asked).toHaveLength(1);
    const { manager } = nobody.world.services.registry.get('default');
    expect(manager.place.store.requiredUserAction).toBe('passphrase');
  });

  it('stays locked after three wrong passphrases', async () => {
    const wrong = await sealed(['wrong one', 'wrong two', 'wrong three', PASSPHRASE]);
    await expect(wrong.world.call('token.get', {})).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    expect(wrong.asked).toHaveLength(3);
  });
});

it('takes no tokens alone that would be lost with the end of the command', async () => {
  const failure = new AxiomTokenError('STORAGE_LOCKED');
  const profile = { manager: { storageFailure: failure } } as never;
  expect(() => refuseUnsavable({ source: 'standalone' }, profile)).toThrow(failure);
  expect(() => refuseUnsavable({ source: 'broker' }, profile)).not.toThrow();
  const world = new TestOperations({ source: 'standalone' });
  world.services.keychain().fail(['load', 'save'], 'STORAGE_LOCKED');
  await world.services.registry.open();
  const { accessToken, refreshToken } = makeTokens(world.services.clock.nowMs());
  const tokens = JSON.stringify({ access_token: accessToken.expose(), refresh_token: refreshToken.expose() });
  await expect(world.call('login.start', { way: 'tokens', tokens })).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
  expect(world.services.registry.get('default').manager.getTokens()).toBeUndefined();
});
