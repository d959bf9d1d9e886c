import { describe, expect, it } from 'vitest';
import type { Keychain } from '../../../../main/adapters/keychain/keychain';
import { createInteractiveScope } from '../../../../main/adapters/keychain/interactive-scope';
import { createSecretServiceKeychain } from '../../../../main/adapters/keychain/secret-service-keychain';
import type { SecretServiceState } from '../../../../main/adapters/secret-service/secret-service-state';
import { Secret } from '../../../../main/core/base/secret';

/** A keychain that reports these states in turn (the last one repeatedly), and counts the calls that reach it. */
function prepare(states: SecretServiceState[], kept?: string) {
  const person = createInteractiveScope();
  const calls: string[] = [];
  const inner: Keychain = {
    get: async (account) => {
      calls.push(`get ${account}`);
      return kept === undefined ? undefined : new Secret(kept);
    },
    set: async (account) => {
      calls.push(`set ${account}`);
    },
    delete: async (account) => {
      calls.push(`delete ${account}`);
      return kept !== undefined;
    },
  };
  const readState = async (): Promise<SecretServiceState> => (states.length > 1 ? states.shift() : states[0]) ?? 'ok';
  const keychain = createSecretServiceKeychain({ keychain: inner, readState, isInteractive: person.isActive });
  return { keychain, person, calls };
}

const everyCall = (keychain: Keychain): (() => Promise<unknown>)[] => [
  () => keychain.get('a'),
  () => keychain.set('a', new Secret('s')),
  () => keychain.delete('a'),
];

describe('the keychain on Linux', () => {
  it.each([
    ['locked', 'Unlock it in your password manager'],
    ['no-default-keyring', 'Set it up in your password manager'],
  ] as const)('promises no prompt in the background when it is %s', async (state, remedy) => {
    const { keychain } = prepare([state], 'kept');
    await expect(keychain.get('a')).rejects.toMatchObject({ remedy: expect.stringMatching(`^${remedy}`) });
  });

  it.each([
    ['locked', 'STORAGE_LOCKED', 'locked'],
    ['no-default-keyring', 'STORAGE_UNAVAILABLE', 'not set up yet'],
    ['no-service', 'STORAGE_UNAVAILABLE', 'No keychain is running'],
    ['no-bus', 'STORAGE_UNAVAILABLE', 'desktop session cannot be reached'],
    ['hung', 'STORAGE_UNAVAILABLE', 'does not answer'],
  ] as const)('makes no call in the background when it is %s', async (state, code, words) => {
    const { keychain, calls } = prepare([state], 'kept');
    for (const call of everyCall(keychain)) {
      await expect(call()).rejects.toMatchObject({ code, message: expect.stringContaining(words) });
    }
    expect(calls).toEqual([]);
  });

  it('reads back what it has just set without another question, and only that, once', async () => {
    const { keychain, calls } = prepare(['ok', 'locked'], 'kept');
    await keychain.set('a', new Secret('s'));
    expect((await keychain.get('a'))?.expose()).toBe('kept');
    await expect(keychain.get('a')).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    expect(calls).toEqual(['set a', 'get a']);
    const other = prepare(['ok', 'locked'], 'kept');
    await other.keychain.set('a', new Secret('s'));
    await expect(other.keychain.get('b')).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    expect(other.calls).toEqual(['set a']);
  });

  it.each(['locked', 'no-default-keyring', 'no-service'] as const)(
    'makes the call for a person when it is %s',
    async (state) => {
      const { keychain, person, calls } = prepare([state], 'kept');
      for (const call of everyCall(keychain)) await person.run(call);
      expect(calls).toEqual(['get a', 'set a', 'delete a']);
    },
  );

  it.each(['no-bus', 'hung'] as const)('makes no call for a person either when it is %s', async (state) => {
    const { keychain, person, calls } = prepare([state], 'kept');
    for (const call of everyCall(keychain)) {
      await expect(person.run(call)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
    }
    expect(calls).toEqual([]);
  });

  it.each(['ok', 'unknown'] as const)('accepts that there is none when it is %s after the call', async (state) => {
    const { keychain } = prepare([state]);
    expect(await keychain.get('a')).toBeUndefined();
    expect(await keychain.delete('a')).toBe(false);
  });

  it('does not accept that there is none when it was locked in the meantime', async () => {
    for (const call of ['get', 'delete'] as const) {
      const { keychain, calls } = prepare(['ok', 'locked']);
      await expect(keychain[call]('a')).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
      expect(calls).toEqual([`${call} a`]);
    }
  });

  it('does not accept that there is none when a person closed the password prompt', async () => {
    const { keychain, person } = prepare(['locked']);
    await expect(person.run(() => keychain.get('a'))).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
  });

  it('does not ask again when something was found', async () => {
    const { keychain } = prepare(['ok', 'locked'], 'kept');
    expect((await keychain.get('a'))?.expose()).toBe('kept');
  });
});
