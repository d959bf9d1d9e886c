// A backup of one signed-in account, another computer that has only that backup, and how a person opens it there.
import { createHandlers } from '../../main/desktop/ipc/handlers/handlers';
import type { BackupPreview } from '../../preload/contract/backup-preview-schema';
import type { Handlers } from '../../preload/contract/schemas';
import { TestServices } from './make-services';

/** The passphrase of all backups in the tests. */
export const BACKUP_PASSPHRASE = 'correct horse battery staple';

/** Signs `main` in and makes a backup. */
export async function backedUp() {
  const services = await new TestServices().signedIn();
  const handlers = createHandlers(services);
  const { path } = await handlers.createBackup({ profileIds: ['default'], passphrase: BACKUP_PASSPHRASE });
  return { services, handlers, path, bytes: services.written.get(path) ?? new Uint8Array() };
}

/** Another computer that has the backup file and nothing else. */
export async function freshComputer(bytes: Uint8Array, keychainFails?: 'STORAGE_LOCKED') {
  const services = new TestServices();
  services.keychain().fail(['load', 'save'], keychainFails);
  services.written.set('/home/person/chosen', bytes);
  await services.registry.open();
  return { services, handlers: createHandlers(services), manager: services.registry.get('default').manager };
}

/** Chooses the backup file in the dialog, then opens it, as the restore page does. */
export async function openChosenBackup(handlers: Handlers, passphrase = BACKUP_PASSPHRASE): Promise<BackupPreview> {
  const { backupId } = await handlers.chooseBackup(undefined);
  return handlers.openBackup({ backupId, passphrase });
}
