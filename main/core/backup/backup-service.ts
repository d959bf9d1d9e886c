// Makes and opens backups for the handlers: adds time and app version, and opens each new backup once as a check before it is returned.
// Knows no files.
import { type BackupLabel, readBackupLabel, sealBackup, unsealBackup } from './backup-codec';
import type { BackupContents, BackupProfile } from './backup-contents';
import { AxiomTokenError } from '../base/errors';
import type { Clock } from '../ports/clock';
import type { Crypto } from '../ports/crypto';
import type { Secret } from '../base/secret';
import { encodeTokenRecord } from '../tokens/token-record';

export interface BackupServiceOptions {
  readonly crypto: Crypto;
  readonly clock: Clock;
  readonly appVersion: string;
}

export interface BackupService {
  /**
   * The bytes of a backup file; takes about a second.
   * @throws AxiomTokenError `INVALID_INPUT` (passphrase too short, no profiles), `INTERNAL` (the new backup does not open or has other content)
   */
  createBackup(profiles: readonly BackupProfile[], passphrase: Secret): Promise<Uint8Array>;
  /** @throws AxiomTokenError as {@link readBackupLabel} */
  readLabel(bytes: Uint8Array): BackupLabel;
  /** @throws AxiomTokenError as {@link unsealBackup} */
  openBackup(bytes: Uint8Array, passphrase: Secret, signal?: AbortSignal): Promise<BackupContents>;
}

/** The service; it has no state. */
export function createBackupService({ crypto, clock, appVersion }: BackupServiceOptions): BackupService {
  return {
    async createBackup(profiles, passphrase) {
      const bytes = await sealBackup({ createdAtMs: clock.nowMs(), appVersion, profiles }, passphrase, crypto);
      const opened = await unsealBackup(bytes, passphrase, crypto);
      if (!hasSameProfiles(opened.profiles, profiles)) {
        throw new AxiomTokenError('INTERNAL', {
          message: 'The backup could not be verified after it was made, so it was not saved.',
        });
      }
      return bytes;
    },
    readLabel: (bytes) => readBackupLabel(bytes, crypto),
    openBackup: (bytes, passphrase, signal) => unsealBackup(bytes, passphrase, crypto, signal),
  };
}

function hasSameProfiles(a: readonly BackupProfile[], b: readonly BackupProfile[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ id, record }, index) => {
      const other = b[index];
      return other?.id === id && encodeTokenRecord(record).equals(encodeTokenRecord(other.record));
    })
  );
}
