import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import type { Profile } from '../../../../main/core/profiles/profile';
import { refuseUnsavable, whenOpened } from '../../../../main/compose/operations/when-opened';
import { outcomeOf } from '../../../support/core-graph';
import { makeTokens } from '../../../support/make-jwt';
import { TestOperations } from '../../../support/make-operations';

const PATH = '/x/tokens.sealed';

/** A sealed file that opens with "right". `typed`: the person's answers; absent: nobody can be asked. */
function sealed(typed: readonly (string | undefined)[] | undefined, kind: 'sealed-file' | 'keychain' = 'sealed-file') {
  const answers = [...(typed ?? [])];
  const told: string[] = [];
  const store: { requiredUserAction: string | undefined } = { requiredUserAction: 'passphrase' };
  const manager = {
    storageFacet: 'locked',
    place: { store },
    retryStorage: async () => void told.push('looked again'),
  };
  const profile = { store: { kind, path: PATH }, manager } as unknown as Profile;
  const open = async (path: string, passphrase: Secret): Promise<void> => {
    told.push(`${path}: ${passphrase.expose()}`);
    if (passphrase.expose() !== 'right') throw new AxiomTokenError('STORAGE_LOCKED');
    store.requiredUserAction = undefined;
  };
  const askPassphrase = async () => {
    const next = answers.shift();
    return next === undefined ? undefined : new Secret(next);
  };
  const core = { sealedFiles: { open, forget: () => undefined } } as never;
  const world = { core, ...(typed ? { askPassphrase } : {}) };
  const run = (given?: string) =>
    outcomeOf(
      whenOpened(world, profile, new AbortController().signal, given === undefined ? given : new Secret(given)),
    );
  return { run, told, store };
}

describe('a sealed file', () => {
  it('is opened with what a person types, after a wrong one too, and looked at again', async () => {
    const { run, told, store } = sealed(['wrong', 'right']);
    expect(await run()).toBeUndefined();
    expect(told).toEqual([`${PATH}: wrong`, `${PATH}: right`, 'looked again']);
    expect(store.requiredUserAction).toBeUndefined();
  });

  it('stays locked after three wrong passphrases', async () => {
    const { run, told } = sealed(['one', 'two', 'three', 'right']);
    expect([await run(), told.length]).toEqual(['STORAGE_LOCKED', 3]);
  });

  it.each([undefined, ['right']])('is opened with what came with the call, and nobody is asked (%j)', async (typed) => {
    const { run, told } = sealed(typed);
    expect([await run('wrong'), await run('right')]).toEqual(['STORAGE_LOCKED', undefined]);
    expect(told).toEqual([`${PATH}: wrong`, `${PATH}: right`, 'looked again']);
  });

  it.each([
    ['where the person has none', [undefined]],
    ['where nobody can be asked', undefined],
  ])('stays locked %s', async (_where, typed) => {
    const { run, told } = sealed(typed);
    expect([await run(), told]).toEqual([undefined, []]);
  });

  it('is the only place that is asked about', async () => {
    const { run, told } = sealed(['right'], 'keychain');
    expect([await run(), told]).toEqual([undefined, []]);
  });
});

it('without the app, takes no tokens that would be lost when the command ends', async () => {
  const failure = new AxiomTokenError('STORAGE_LOCKED');
  const place = { store: { requiredUserAction: undefined } };
  const profile = { manager: { storageFailure: failure, place } } as never;
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

it('without the app, takes none for a sealed file that does not exist, because it has no passphrase', () => {
  const place = { store: { requiredUserAction: 'new-passphrase', place: PATH } };
  const profile = { manager: { storageFailure: undefined, place } } as never;
  expect(() => refuseUnsavable({ source: 'standalone' }, profile)).toThrow(`There is no sealed file at ${PATH} yet`);
  expect(() => refuseUnsavable({ source: 'broker' }, profile)).not.toThrow();
});
