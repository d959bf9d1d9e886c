// Collects what goes into a backup.
import type { BackupProfile } from '../backup/backup-contents';
import { AxiomTokenError } from '../base/errors';
import type { Profile } from '../profiles/profile';
import { forEachProfile, type ProfileResults } from './each-profile';

/** The records of the chosen profiles, and why those without a record are left out. @throws AxiomTokenError `TOKEN_NOT_FOUND` or as {@link toBackUp} when none is left */
export async function profilesToBackUp(chosen: readonly Profile[]): Promise<ProfileResults<BackupProfile>> {
  const results = await forEachProfile(chosen, async (profile) => toBackUp(profile));
  if (results.done.length > 0) return results;
  const why = results.failed.map(({ name, message }) => `${name}: ${message}`).join(' ');
  throw new AxiomTokenError('TOKEN_NOT_FOUND', { message: `None of these can be backed up. ${why}` });
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
