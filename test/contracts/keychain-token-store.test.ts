// Runs the token store contract against the real keychain: keytar in a forked child, gnome-keyring in a separate session.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKeychainTokenStore } from '../../main/adapters/stores/keychain-token-store';
import { Secret } from '../../main/core/base/secret';
import { decodeTokenRecord } from '../../main/core/tokens/token-record';
import { exposed, makeRecord } from '../support/make-record';
import { openRealKeychain } from '../support/real-keychain';
import { describeTokenStore } from './token-store.contract';

const run = promisify(execFile);

let opened: Awaited<ReturnType<typeof openRealKeychain>>;
let nextProfile = 0;

beforeAll(async () => {
  opened = await openRealKeychain();
});
afterAll(() => opened.dispose());

const openStore = (profileId: string, isExpected = false) =>
  createKeychainTokenStore({ keychain: opened.keychain, profileId, isExpected: () => isExpected });

describeTokenStore('the keychain store on gnome-keyring', async () => {
  const profileId = `profile-${nextProfile++}`;
  return { store: openStore(profileId), reopen: () => openStore(profileId) };
});

describe('the keychain store on gnome-keyring', () => {
  it("is read by the platform's own tool under the service and the profile id", async () => {
    const record = makeRecord(4);
    await openStore('default').save(record);
    const { stdout } = await run('secret-tool', ['lookup', 'service', 'axiom-token-manager', 'account', 'default'], {
      env: opened.env,
    });
    expect(exposed(decodeTokenRecord(new Secret(stdout)))).toEqual(exposed(record));
    expect(stdout).toMatch(/^[\x20-\x7e]+$/);
  });

  it('does not accept "no entry" for a profile that has tokens', async () => {
    await expect(openStore('expected', true).load()).rejects.toMatchObject({
      code: 'STORAGE_LOCKED',
      message: expect.stringContaining('cannot be read'),
    });
  });

  it('calls an entry that holds something else damaged, and leaves it there', async () => {
    await opened.keychain.set('foreign', new Secret('not a record'));
    await expect(openStore('foreign').load()).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' });
    expect((await opened.keychain.get('foreign'))?.expose()).toBe('not a record');
  });
});
