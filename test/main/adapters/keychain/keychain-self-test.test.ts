import { describe, expect, it } from 'vitest';
import { testKeychain } from '../../../../main/adapters/keychain/keychain-self-test';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { Secret } from '../../../../main/core/base/secret';
import { MemoryKeychain } from '../../../support/fakes/keychain/memory-keychain';

const locked = async (): Promise<never> => {
  throw new AxiomTokenError('STORAGE_LOCKED');
};

/** A keychain with a profile's entry, and the names of all accounts that were used. */
async function openWatched() {
  const keychain = new MemoryKeychain(new Map([['default', 'a profile']]));
  const used = new Set<string>();
  keychain.onGet = (account) => void used.add(account);
  keychain.keeps = (account, text) => {
    used.add(account);
    return text;
  };
  return { keychain, used };
}

describe('testKeychain', () => {
  it('passes a keychain that works, under a name that no profile can have, and leaves nothing behind', async () => {
    const { keychain, used } = await openWatched();
    expect(await testKeychain(keychain, Math.random)).toEqual({ isOk: true });
    expect([...keychain.entries]).toEqual([['default', 'a profile']]);
    const [account = ''] = used;
    expect(used.size).toBe(1);
    expect(account).toMatch(/^self-test\.[0-9a-f]{16}$/);
    expect(account).not.toMatch(/^[a-z0-9-]{1,40}$/);
  });

  it('uses another name each time, so that two programs do not delete each other\u2019s', async () => {
    const { keychain, used } = await openWatched();
    await testKeychain(keychain, Math.random);
    await testKeychain(keychain, Math.random);
    expect(used.size).toBe(2);
  });

  it.each([
    ['write', 'set'],
    ['read', 'get'],
    ['delete', 'delete'],
  ] as const)('names the step that failed: %s', async (step, call) => {
    const { keychain } = await openWatched();
    keychain[call] = locked;
    expect(await testKeychain(keychain, Math.random)).toMatchObject({
      isOk: false,
      step,
      error: { code: 'STORAGE_LOCKED' },
    });
    expect(keychain.entries.get('default')).toBe('a profile');
  });

  it('removes a text that was written although the write failed, or that could not be read', async () => {
    const { keychain } = await openWatched();
    const set = keychain.set.bind(keychain);
    keychain.set = async (account, secret) => {
      await set(account, secret);
      throw new AxiomTokenError('STORAGE_UNAVAILABLE');
    };
    expect(await testKeychain(keychain, Math.random)).toMatchObject({ isOk: false, step: 'write' });
    keychain.set = set;
    keychain.get = locked;
    expect(await testKeychain(keychain, Math.random)).toMatchObject({ isOk: false, step: 'read' });
    expect([...keychain.entries.keys()]).toEqual(['default']);
  });

  it.each([
    ['gives something else back', 'read', { get: async () => new Secret('something else') }],
    ['says that there is none', 'read', { get: async () => undefined }],
    ['removes nothing', 'delete', { delete: async () => false }],
    ['says that it removed what is still there', 'delete', { delete: async () => true }],
  ])('does not pass a keychain that %s', async (_name, step, fault) => {
    const { keychain } = await openWatched();
    const result = await testKeychain(Object.assign(keychain, fault), Math.random);
    expect(result).toMatchObject({ isOk: false, step, error: { code: 'STORAGE_UNAVAILABLE' } });
  });

  it('gives a typed error also for what a keychain must not throw', async () => {
    const { keychain } = await openWatched();
    keychain.set = async () => {
      throw new Error('odd');
    };
    expect(await testKeychain(keychain, Math.random)).toMatchObject({ step: 'write', error: { code: 'INTERNAL' } });
  });
});
