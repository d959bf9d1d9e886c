// Handler that creates a backup.
import { createBackupService } from '../../../core/backup/backup-service';
import { AxiomTokenError } from '../../../core/base/errors';
import { Secret } from '../../../core/base/secret';
import { requireNewPassphrase } from '../../../core/sealing/passphrase-keys';
import type { Handlers } from '../../../../preload/contract/schemas';
import { profilesToBackUp } from '../../../core/intents/profiles-to-back-up';
import type { AppServices } from '../app-services';

export function createBackupHandlers(services: AppServices): Pick<Handlers, 'createBackup'> {
  const { registry, files, activity, clock, crypto } = services;
  const backups = createBackupService({ crypto, clock, appVersion: services.version });

  return {
    async createBackup({ profileIds, passphrase }) {
      const chosen = [...new Set(profileIds)].map((profileId) => registry.get(profileId));
      // Checked first, so that nobody chooses a file for nothing.
      requireNewPassphrase(new Secret(passphrase));
      await profilesToBackUp(chosen);
      const path = await files.askWhereToSaveBackup(suggestedName(clock.nowMs()));
      if (path === undefined) throw new AxiomTokenError('CANCELLED');
      // Read after the dialog: a pair that was refreshed meanwhile would be used up.
      const { done: profiles, failed } = await profilesToBackUp(chosen);
      const bytes = await backups.createBackup(profiles, new Secret(passphrase));
      await files.writeBackup(path, bytes);
      activity.add('app', `Backup of ${profiles.map(({ name }) => name).join(', ')} saved`);
      const saved = { path, profileCount: profiles.length };
      return failed.length === 0 ? saved : { ...saved, leftOut: [...failed] };
    },
  };
}

function suggestedName(nowMs: number): string {
  const stamp = new Date(nowMs).toISOString().slice(0, 16).replace('T', '-').replace(':', '');
  return `axiom-tokens-${stamp}.axiombackup`;
}
