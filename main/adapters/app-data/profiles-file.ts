// The index of profiles in `profiles.json`: names, places and whether tokens were saved.
// No secrets. Opened by the composition root.
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import type { ProfileEntry, ProfileIndex } from '../../core/ports/profile-index';
import { readCheckedJson, readCheckedJsonFile, writeCheckedJsonFile } from '../files/checked-json-file';
import {
  type ListedEntry,
  type ProfilesFileContent,
  readProfilesFileContent,
  writeProfilesFileContent,
} from './profiles-file-form';

export interface ProfilesFileOptions {
  /** `profiles.json` in the app's own folder. */
  readonly path: string;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * The entry after the index was lost. The keychain may have tokens: `hasTokens` prevents that a locked keychain looks like "signed out". If there are
 * none, the error message says so, and a sign-in corrects the entry.
 */
const AFTER_LOSS: ProfileEntry = { id: 'default', name: 'main', store: { kind: 'keychain' }, hasTokens: true };

/**
 * Opens the index: empty when there is no file yet. A damaged file is set aside and its last good copy is used; without a copy the index starts with
 * the first profile, with tokens expected. Keys and entries of a newer version stay as they are.
 * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_UNAVAILABLE`, `STORAGE_FULL` when an existing file cannot be read or set aside, or was written
 * by a newer version; it is untouched then
 */
export async function openProfilesFile({ path, clock, logger }: ProfilesFileOptions): Promise<ProfileIndex> {
  const check = readProfilesFileContent;
  const found = await readCheckedJsonFile({ path, check, clock, logger });
  let content = found.value ?? { profiles: found.isDamaged ? [{ isKnown: true, entry: AFTER_LOSS }] : [] };
  if (content.profiles.length > 0 && knownEntries(content).length === 0) throw newerEntry(path);
  let tail: Promise<void> = Promise.resolve();
  const change = (next: (listed: readonly ListedEntry[]) => readonly ListedEntry[]): Promise<void> => {
    const result = tail.then(async () => {
      // Another process of this app may have written since then: its entries must not be lost.
      const present = (await readCheckedJson(path, check)) ?? content;
      const changed = { ...present, profiles: next(present.profiles) };
      await writeCheckedJsonFile(path, writeProfilesFileContent(changed), logger);
      content = changed;
    });
    tail = result.catch(() => undefined);
    return result;
  };
  return {
    list: () => knownEntries(content),
    reservedIds: () => content.profiles.filter(({ isKnown }) => !isKnown).map(({ entry }) => entry.id),
    update: (id, changeEntry) =>
      change((listed) => {
        const former = listed.find(({ entry }) => entry.id === id);
        if (former && !former.isKnown) throw newerEntry(path);
        const next: ListedEntry = { isKnown: true, entry: changeEntry(former?.entry) };
        return former ? listed.map((present) => (present === former ? next : present)) : [...listed, next];
      }),
    remove: (id) => change((listed) => listed.filter(({ isKnown, entry }) => !isKnown || entry.id !== id)),
  };
}

function knownEntries({ profiles }: ProfilesFileContent): readonly ProfileEntry[] {
  return profiles.flatMap((listed) => (listed.isKnown ? [listed.entry] : []));
}

function newerEntry(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `A profile in ${path} was made by a newer version of the app.`,
    remedy: 'Start that version again. Nothing was changed.',
  });
}
