import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import type { Profile } from '../../../../main/core/profiles/profile';
import { whenOpened, whenSavable } from '../../../../main/compose/operations/when-opened';
import { outcomeOf } from '../../../support/core-graph';
import { makeTokens } from '../../../support/make-jwt';
import { TestOperations } from '../../../support/make-operations';
import { TestServices } from '../../../support/make-services';
import { putProfile } from '../../../support/put-profile';

const PATH = '/x/tokens.sealed';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opened-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

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
  const profile = { name: 'main', store: { kind: 'keychain' }, manager: { storageFailure: failure, place } } as never;
  const { signal } = new AbortController();
  const core = { registry: new TestOperations().services.registry } as never;
  const [defaultAccount, confirm] = [{} as never, () => Promise.reject(new Error('nothing is asked'))];
  const parts = { core, defaultAccount, confirm };
  await expect(whenSavable({ source: 'standalone', ...parts }, profile, signal)).rejects.toBe(failure);
  await whenSavable({ source: 'broker', ...parts }, profile, signal);
  const world = new TestOperations({ source: 'standalone' });
  world.services.keychain().fail(['load', 'save'], 'STORAGE_LOCKED');
  await world.services.registry.open();
  await expect(world.call('login.start', { way: 'tokens', tokens: tokensFor(world) })).rejects.toMatchObject({
    code: 'STORAGE_LOCKED',
  });
  expect(world.services.registry.get('default').manager.getTokens()).toBeUndefined();
});

it.each([true, false])('without the app, a place that does not show its tokens is asked about: %s', async (agrees) => {
  const failure = new AxiomTokenError('STORAGE_LOCKED', { message: 'They are not shown.', isMissing: true });
  const place = { store: { requiredUserAction: undefined } };
  const profile = { name: 'main', store: { kind: 'keychain' }, manager: { storageFailure: failure, place } } as never;
  const asked: unknown[] = [];
  const confirm = async (question: object) => {
    asked.push(question);
    if (!agrees) throw new AxiomTokenError('CANCELLED');
  };
  const world = { source: 'standalone', core: {} as never, defaultAccount: {} as never, confirm } as const;
  expect(await outcomeOf(whenSavable(world, profile, new AbortController().signal))).toBe(
    agrees ? undefined : 'CANCELLED',
  );
  expect(asked).toEqual([
    expect.objectContaining({ message: 'They are not shown.', agree: 'Sign in to main anew' }) as unknown,
  ]);
});

describe('tokens that came and could not be saved', () => {
  const refused = {
    code: 'STORAGE_FULL',
    message: expect.stringMatching(/^New tokens of main were received but could not be saved/),
  };

  async function withFullPlace(source: 'standalone' | 'broker') {
    const world = new TestOperations({ source });
    await world.services.registry.open();
    world.services.keychain().fail(['save'], 'STORAGE_FULL');
    return world;
  }

  it('are no sign-in by a command that ends, and are one in the app', async () => {
    const alone = await withFullPlace('standalone');
    const signIn = { way: 'tokens', tokens: tokensFor(alone) } as const;
    await expect(alone.call('login.start', signIn)).rejects.toMatchObject(refused);
    const inApp = await withFullPlace('broker');
    expect(await inApp.call('login.start', signIn)).toMatchObject({ step: 'done' });
  });

  it('are not restored by a command that ends', async () => {
    const passphrase = 'seven lamps by the river';
    const { file_base64 } = await (await new TestOperations().signedIn()).call('backup', { passphrase });
    const alone = await withFullPlace('standalone');
    await expect(alone.call('restore', { file_base64, passphrase })).rejects.toMatchObject(refused);
  });
});

describe('a sealed file that is not there yet', () => {
  /** An account without tokens whose place it is. `typed`: what a person types for it; absent: nobody is there. */
  async function unsealed(typed?: string, source: 'standalone' | 'broker' = 'standalone') {
    const path = join(folder, 'tokens.sealed');
    const asked: unknown[] = [];
    const askNewPassphrase = async (...of: unknown[]) => {
      asked.push(of);
      return typed === undefined ? undefined : new Secret(typed);
    };
    const services = new TestServices();
    await putProfile(services.index, {
      id: 'default',
      name: 'main',
      store: { kind: 'sealed-file', path },
      hasTokens: false,
    });
    await services.registry.open();
    return { world: new TestOperations({ source, askNewPassphrase }, services), path, asked };
  }

  it('gets its passphrase only from the person who signs in, and the tokens', async () => {
    const { world, path, asked } = await unsealed('seven lamps by the river');
    await world.call('login.start', { way: 'tokens', tokens: tokensFor(world) });
    expect([asked, existsSync(path)]).toEqual([[[path, ['main', '']]], true]);
    expect(world.services.registry.get('default').manager.storageFacet).toBe('saved');
  });

  it('accepts no tokens without the app if nobody can be asked', async () => {
    const { world, path } = await unsealed();
    await expect(world.call('login.start', { way: 'tokens', tokens: tokensFor(world) })).rejects.toMatchObject({
      code: 'STORAGE_LOCKED',
      message: expect.stringContaining(`There is no sealed file at ${path} yet`),
    });
    expect(world.services.registry.get('default').manager.getTokens()).toBeUndefined();
  });

  it('is asked about by the window where the app runs: the tokens wait in memory', async () => {
    const { world, asked } = await unsealed('seven lamps by the river', 'broker');
    await world.call('login.start', { way: 'tokens', tokens: tokensFor(world) });
    expect([asked, world.services.registry.get('default').manager.storageFacet]).toEqual([[], 'unsaved']);
  });
});

function tokensFor(world: TestOperations): string {
  const { accessToken, refreshToken } = makeTokens(world.services.clock.nowMs());
  return JSON.stringify({ access_token: accessToken.expose(), refresh_token: refreshToken.expose() });
}
