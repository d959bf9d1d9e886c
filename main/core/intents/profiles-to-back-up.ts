// Collects what goes into a backup.
import type { BackupProfile } from '../backup/backup-contents';
import { AxiomTokenError } from '../base/errors';
import type { Profile } from '../profiles/profile';
import { forEachProfile, type ProfileFailure, type ProfileResults } from './each-profile';

/**
 * The records of all profiles that have one, and why the others are left out. @throws AxiomTokenError when none has
 * one: as {@link toBackUp}. Of several failures, one that could not be read is reported before an empty one
 */
export async function profilesToBackUp(chosen: readonly Profile[]): Promise<ProfileResults<BackupProfile>> {
  const results = await forEachProfile(chosen, async (profile) => toBackUp(profile));
  if (results.done.length > 0) return results;
  const why = results.failed.map(leftOutWords).join(' ');
  // A place that could not be read may have tokens, so "sign in" would be the wrong advice.
  const unread = results.failed.find(({ code }) => code !== 'TOKEN_NOT_FOUND');
  throw new AxiomTokenError(unread?.code ?? 'TOKEN_NOT_FOUND', {
    message: `None of these can be backed up. ${why}`,
    ...(unread ? { remedy: unread.remedy } : {}),
  });
}

/** Why one of several profiles is left out. Its name appears only once. */
export function leftOutWords({ code, name, message }: ProfileFailure): string {
  return `${name}: ${code === 'TOKEN_NOT_FOUND' ? 'It has no tokens.' : message}`;
}

/** @throws AxiomTokenError `TOKEN_NOT_FOUND`, or `STORAGE_*` when it is not known whether there are tokens */
function toBackUp({ id, name, manager }: Profile): BackupProfile {
  const record = manager.getRecord();
  if (record) return { id, name, record };
  if (manager.storageFailure) throw manager.storageFailure;
  if (manager.storageFacet === 'opening') {
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', { message: `The tokens of ${name} are still being read.` });
  }
  throw new AxiomTokenError('TOKEN_NOT_FOUND', { message: `There are no tokens in ${name} to back up.` });
}
