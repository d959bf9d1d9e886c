// Runs the token store contract against the real keychain: keytar in a forked child, gnome-keyring in a session of its own.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DesktopSession, openDesktopSession } from '../../build/virtual-desktop/desktop-session.mjs';
import { createKeychain } from '../../main/adapters/keychain/create-keychain';
import { createKeychainForkHost } from '../../main/adapters/keychain/keychain-fork-host';
import { createKeychainTokenStore } from '../../main/adapters/stores/keychain-token-store';
import { createSystemClock } from '../../main/adapters/platform/system-clock';
import { Secret } from '../../main/core/base/secret';
import { decodeTokenRecord } from '../../main/core/tokens/token-record';
import { bundleKeychainChild } from '../support/bundle-keychain-child';
import { exposed, makeRecord } from '../support/make-record';
import { describeTokenStore } from './token-store.contract';

const run = promisify(execFile);

let desktop: DesktopSession;
let keychain: ReturnType<typeof createKeychain>;
let bundle: Awaited<ReturnType<typeof bundleKeychainChild>>;
let nextProfile = 0;

beforeAll(async () => {
  [desktop, bundle] = await Promise.all([
    openDesktopSession({ display: false, keyring: 'unlocked', trayHost: false }),
    bundleKeychainChild(),
  ]);
  keychain = createKeychain({
    host: createKeychainForkHost({ childPath: bundle.childPath, env: desktop.env }),
    clock: createSystemClock(),
    platform: 'linux',
    env: desktop.env,
    isInteractive: () => false,
  });
});

afterAll(async () => {
  keychain.dispose();
  await bundle.dispose();
  await desktop.dispose();
});

const openStore = (profileId: string, isExpected = false) =>
  createKeychainTokenStore({ keychain, profileId, isExpected: () => isExpected });

describeTokenStore('the keychain store on gnome-keyring', async () => {
  const profileId = `profile-${nextProfile++}`;
  return { store: openStore(profileId), reopen: () => openStore(profileId) };
});

describe('the keychain store on gnome-keyring', () => {
  it("is read by the platform's own tool under the service and the profile id", async () => {
    const record = makeRecord(4);
    await openStore('default').save(record);
    const { stdout } = await run('secret-tool', ['lookup', 'service', 'axiom-token-manager', 'account', 'default'], {
      env: desktop.env,
    });
    expect(exposed(decodeTokenRecord(new Secret(stdout)))).toEqual(exposed(record));
    expect(stdout).toMatch(/^[\x20-\x7e]+$/);
  });

  it('does not believe "there is none" for a profile that has tokens', async () => {
    await expect(openStore('expected', true).load()).rejects.toMatchObject({
      code: 'STORAGE_LOCKED',
      message: expect.stringContaining('cannot be read'),
    });
  });

  it('calls an entry that holds something else damaged, and leaves it there', async () => {
    await keychain.set('foreign', new Secret('not a record'));
    await expect(openStore('foreign').load()).rejects.toMatchObject({ code: 'STORAGE_CORRUPT' });
    expect((await keychain.get('foreign'))?.expose()).toBe('not a record');
  });
});
