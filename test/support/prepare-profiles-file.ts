// A folder for `profiles.json`, and the entries that its tests use.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openProfilesFile, type ProfilesFileOptions } from '../../main/adapters/app-data/profiles-file';
import type { ProfileEntry } from '../../main/core/ports/profile-index';
import { FakeClock } from './fakes/clock/fake-clock';
import { RecordingLogger } from './fakes/logger/recording-logger';
import { temporaryFolder } from './temporary-folder';

/** The first profile, signed in. */
export const MAIN: ProfileEntry = { id: 'default', name: 'main', store: { kind: 'keychain' }, hasTokens: true };
/** Another one, signed out. */
export const SECOND: ProfileEntry = { id: 'second', name: 'bot', store: { kind: 'keychain' }, hasTokens: false };

/** An entry of a newer version. */
export const VAULT = { id: 'vault', name: 'V', store: { kind: 'vault', url: 'x' }, hasTokens: true, more: [1] };
/** A truncated entry. */
export const CUT = { id: 'cut', store: { kind: 'keychain' } };

/** An empty folder; `open` writes its argument there first. */
export async function prepareProfilesFile() {
  const folder = await temporaryFolder();
  const path = join(folder, 'profiles.json');
  const logger = new RecordingLogger();
  const open = (more: Partial<ProfilesFileOptions> = {}) =>
    openProfilesFile({ path, clock: new FakeClock(), logger, ...more });
  const write = (json: unknown) => writeFile(path, JSON.stringify(json));
  const read = async (): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));
  return { folder, path, logger, open, write, read };
}

/** The names that damaged files were given. */
export const damaged = (names: readonly string[]) =>
  names.filter((name) => name.startsWith('profiles.damaged-2026-03-01T12-00-00Z-'));
