// Handlers of a restore: choose a backup file or take the one opened from outside, open it, compare it with the current accounts, restore chosen profiles, close it.
import { createBackupService } from '../../../core/backup/backup-service';
import { AxiomTokenError } from '../../../core/base/errors';
import { Secret } from '../../../core/base/secret';
import { previewRestore } from '../../../core/intents/restore-preview';
import { damagedProfiles, type OpenedBackup, restoreChosen } from '../../../core/intents/restore-chosen';
import type { ChosenBackup } from '../../../../preload/contract/backup-preview-schema';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';
import { KeptBackup } from './kept-backup';

type RestoreCalls =
  | 'chooseBackup'
  | 'takeOpenedBackup'
  | 'openBackup'
  | 'compareBackup'
  | 'closeBackup'
  | 'restoreBackup';

export function createRestoreHandlers(services: AppServices): Pick<Handlers, RestoreCalls> {
  const { files, clock, crypto } = services;
  const backups = createBackupService({ crypto, clock, appVersion: services.version });
  const kept = new KeptBackup(clock);
  let restoresUnderWay = 0;

  /** The backup's content compared with the current accounts; remembered as what the user was shown. */
  const show = async (backupId: string, opened: Omit<OpenedBackup, 'offers' | 'damagedIds'>, signal: AbortSignal) => {
    const { chosen } = kept.chosen(backupId);
    const judged = await previewRestore(services, opened.contents, opened.addedIds);
    if (signal.aborted) throw new AxiomTokenError('CANCELLED');
    const offers = new Map(judged.map(({ preview, offer }) => [preview.id, offer]));
    kept.open(backupId, { ...opened, offers, damagedIds: damagedProfiles(services) });
    return { ...chosen, profiles: judged.map(({ preview }) => preview) };
  };

  const choose = (fileName: string, createdAtMs: number, bytes: Uint8Array): ChosenBackup => {
    const chosen = { backupId: Buffer.from(crypto.randomBytes(12)).toString('hex'), fileName, createdAtMs };
    kept.choose(chosen, bytes);
    return chosen;
  };

  return {
    async chooseBackup() {
      const signal = kept.begin();
      const path = await files.askForBackup();
      if (path === undefined || signal.aborted) throw new AxiomTokenError('CANCELLED');
      kept.forget();
      const bytes = await files.readBackup(path);
      const { createdAtMs } = backups.readLabel(bytes);
      if (signal.aborted) throw new AxiomTokenError('CANCELLED');
      return choose(path.split(/[\\/]/).at(-1) ?? path, createdAtMs, bytes);
    },

    takeOpenedBackup() {
      // No dialog may be open: an answer there belongs to the backup that was chosen at the time.
      return services.whileNoDialogIsOpen(async () => {
        if (restoresUnderWay > 0) throw restoreUnderWay();
        const { fileName, bytes } = services.openedBackup.take();
        kept.begin();
        return choose(fileName, backups.readLabel(bytes).createdAtMs, bytes);
      });
    },

    async openBackup({ backupId, passphrase }) {
      const { bytes } = kept.chosen(backupId);
      const signal = kept.begin();
      const contents = await backups.openBackup(bytes, new Secret(passphrase), signal);
      return show(backupId, { contents, restoredIds: new Set(), addedIds: new Map() }, signal);
    },

    async compareBackup({ backupId }) {
      return show(backupId, kept.opened(backupId), kept.begin());
    },

    async closeBackup() {
      kept.close();
    },

    restoreBackup(request) {
      restoresUnderWay++;
      const restoring = services.interactively(async () => {
        const { done: restored, failed } = await restoreChosen(services, kept.opened(request.backupId), request);
        if (failed.length > 0) return { restored: [...restored], refused: [...failed] };
        kept.close();
        return { restored: [...restored] };
      });
      return restoring.finally(() => {
        restoresUnderWay--;
      });
    },
  };
}

function restoreUnderWay(): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: 'A restore is under way.',
    remedy: 'Wait until it has ended, then try again. Nothing was changed by this.',
  });
}
