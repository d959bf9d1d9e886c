// Handler of the call that creates a backup.
import type { BackupProfile } from '../../../core/backup/backup-contents';
import { createBackupService } from '../../../core/backup/backup-service';
import { AxiomTokenError } from '../../../core/base/errors';
import { Secret } from '../../../core/base/secret';
import { requireNewPassphrase } from '../../../core/sealing/passphrase-keys';
import type { Profile } from '../../../core/profiles/profile';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { forEachProfile, type ProfileResults } from '../../../core/intents/each-profile';

export function createBackupHandlers(services: AppServices): Pick<Handlers, 'createBackup'> {
  const { registry, files, activity, clock, crypto } = services;
  const backups = createBackupService({ crypto, clock, appVersion: services.version });

  return {
    async createBackup({ profileIds, passphrase }) {
      const chosen = [...new Set(profileIds)].map((profileId) => registry.get(profileId));
      // Before anybody is asked for a file that would not be written.
      requireNewPassphrase(new Secret(passphrase));
      await collect(chosen);
      const path = await files.askWhereToSaveBackup(suggestedName(clock.nowMs()));
      if (path === undefined) throw new AxiomTokenError('CANCELLED');
      // As they are now: a pair that was refreshed while the dialog was open is used up.
      const { done: profiles, failed } = await collect(chosen);
      const bytes = await backups.createBackup(profiles, new Secret(passphrase));
      await files.writeBackup(path, bytes);
      activity.add('app', `Backup of ${profiles.map(({ name }) => name).join(', ')} saved`);
      const saved = { path, profileCount: profiles.length };
      return failed.length === 0 ? saved : { ...saved, leftOut: [...failed] };
    },
  };
}

/** The records of all that have one, and why the others are left out. @throws AxiomTokenError when none is left: see {@link toBackUp} */
async function collect(chosen: readonly Profile[]): Promise<ProfileResults<BackupProfile>> {
  const results = await forEachProfile(chosen, async (profile) => toBackUp(profile));
  if (results.done.length > 0) return results;
  const why = results.failed.map(({ name, message }) => `${name}: ${message}`).join(' ');
  throw new AxiomTokenError('TOKEN_NOT_FOUND', { message: `None of these can be backed up. ${why}` });
}

/** @throws AxiomTokenError `TOKEN_NOT_FOUND`, or why it is not known whether there are tokens */
function toBackUp({ id, name, manager }: Profile): BackupProfile {
  const record = manager.getRecord();
  if (record) return { id, name, record };
  if (manager.storageFailure) throw manager.storageFailure;
  if (manager.storageFacet === 'opening') {
    throw new AxiomTokenError('STORAGE_UNAVAILABLE', { message: `The tokens of ${name} are still being read.` });
  }
  throw new AxiomTokenError('TOKEN_NOT_FOUND', { message: `There are no tokens in ${name} to back up.` });
}

function suggestedName(nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().slice(0, 16).replace('T', '-').replace(':', '');
  return `axiom-tokens-${stamp}.axiombackup`;
}
