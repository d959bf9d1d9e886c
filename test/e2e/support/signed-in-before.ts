// What a run of the app leaves that was signed in and quit, written by the app's own code but without that run: for tests of the start after it.
// That the app itself leaves this is tested in restart.test.ts and others.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openProfilesFile } from '../../../main/adapters/app-data/profiles-file';
import { createSystemClock } from '../../../main/adapters/platform/system-clock';
import { Secret } from '../../../main/core/base/secret';
import { createAuthTokens } from '../../../main/core/tokens/auth-tokens';
import { encodeTokenRecord } from '../../../main/core/tokens/token-record';
import { RecordingLogger } from '../../support/fakes/logger/recording-logger';
import { putProfile } from '../../support/put-profile';
import { writeRawEntry } from './keychain-raw-entry';
import type { Stage } from './stage';

/** A new user-data folder whose account `main` has its tokens, of a new session of the simulator, in the desktop's keychain. */
export async function signedInBefore({ desktop, simulator, newFolder }: Stage): Promise<string> {
  const folder = await newFolder();
  const { accessToken, refreshToken } = simulator.openSession();
  const nowMs = Date.now();
  const signIn = randomBytes(16).toString('hex');
  const record = encodeTokenRecord({
    tokens: createAuthTokens({
      accessToken: new Secret(accessToken),
      refreshToken: new Secret(refreshToken),
      receivedAtMs: nowMs,
    }),
    origin: simulator.origin,
    recordGeneration: 1,
    savedAtMs: nowMs,
    signInId: signIn,
    decidedAtMs: nowMs,
    journalKey: new Secret(randomBytes(32).toString('hex')),
  });
  await writeRawEntry(desktop, record.expose());
  const path = join(folder, 'profiles.json');
  const index = await openProfilesFile({ path, clock: createSystemClock(), logger: new RecordingLogger() });
  const store = { kind: 'keychain' } as const;
  const saved = { hasTokens: true, keychainProvider: 'GNOME Keyring', signIn, decidedAtMs: nowMs };
  await putProfile(index, { id: 'default', name: 'main', store, ...saved });
  return folder;
}
