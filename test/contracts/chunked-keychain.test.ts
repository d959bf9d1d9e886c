// Runs the keychain contract with and without chunks, in memory and on gnome-keyring in a separate session.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChunkedKeychain } from '../../main/adapters/keychain/chunked-keychain';
import type { Keychain } from '../../main/adapters/keychain/keychain';
import { createKeychainTokenStore } from '../../main/adapters/stores/keychain-token-store';
import { createAuthTokens } from '../../main/core/tokens/auth-tokens';
import { Secret } from '../../main/core/base/secret';
import { exposed, makeRecord } from '../support/make-record';
import { openRealKeychain } from '../support/real-keychain';
import { MemoryKeychain } from '../support/fakes/keychain/memory-keychain';
import { RecordingLogger } from '../support/fakes/logger/recording-logger';
import { describeKeychain, textOf } from './chunked-keychain.contract';
import { describeTokenStore } from './token-store.contract';

const run = promisify(execFile);
const logger = new RecordingLogger();
const chunked = (keychain: Keychain) => createChunkedKeychain({ keychain, platform: 'linux', logger, isForced: true });

describeKeychain('memory, for tests', async () => {
  const keychain = new MemoryKeychain();
  return { keychain, reopen: () => new MemoryKeychain(keychain.entries), maxBytes: 2_560 };
});

describeKeychain('parts, over memory', async () => {
  const { entries } = new MemoryKeychain();
  const open = () => chunked(new MemoryKeychain(entries));
  return { keychain: open(), reopen: open, maxBytes: 65_536 };
});

describe('on gnome-keyring', () => {
  let opened: Awaited<ReturnType<typeof openRealKeychain>>;
  let real: Keychain;

  beforeAll(async () => {
    opened = await openRealKeychain();
    real = opened.keychain;
  });
  afterAll(() => opened.dispose());

  describeKeychain('the keyring itself', async () => ({
    keychain: real,
    reopen: () => real,
    maxBytes: 65_536,
  }));

  describeKeychain('parts, over the keyring', async () => ({
    keychain: chunked(real),
    reopen: () => chunked(real),
    maxBytes: 65_536,
  }));

  let nextProfile = 0;
  describeTokenStore('the keychain store in parts', async () => {
    const profileId = `parts-${nextProfile++}`;
    const open = () => createKeychainTokenStore({ keychain: chunked(real), profileId, isExpected: () => false });
    return { store: open(), reopen: open };
  });

  it('keeps no entry over the limit, and no part of what was removed', async () => {
    const keychain = chunked(real);
    const lookup = async (account: string) => {
      const args = ['lookup', 'service', 'axiom-token-manager', 'account', account];
      const found = await run('secret-tool', args, { env: opened.env }).catch(() => undefined);
      return found?.stdout;
    };
    await keychain.set('measured', new Secret(textOf(6_000)));
    expect(JSON.parse((await lookup('measured')) ?? '')).toMatchObject({ slot: 'a', generation: 1, count: 3 });
    expect([await lookup('measured#a#0'), await lookup('measured#a#1')].map((part) => part?.length)).toEqual([
      2_400, 2_400,
    ]);
    await keychain.set('measured', new Secret(textOf(9_000, 1)));
    expect(JSON.parse((await lookup('measured')) ?? '')).toMatchObject({ slot: 'b', generation: 2, count: 4 });
    expect(await lookup('measured#a#0')).toBeUndefined();
    await keychain.delete('measured');
    for (const account of ['measured', 'measured#b#0', 'measured#b#3']) expect(await lookup(account)).toBeUndefined();
  });

  it('saves a record with the longest tokens in a store with the size limit of Windows', async () => {
    const record = makeRecord(1, undefined, {
      tokens: createAuthTokens({
        accessToken: new Secret('a'.repeat(16 * 1024)),
        refreshToken: new Secret('r'.repeat(16 * 1024)),
        receivedAtMs: 1,
      }),
    });
    const store = createKeychainTokenStore({
      keychain: chunked(new MemoryKeychain()),
      profileId: 'default',
      isExpected: () => false,
    });
    await store.save(record);
    expect(exposed(await store.load())).toEqual(exposed(record));
  });
});
