// Writes a file that looks like a backup to everyone without its passphrase, for tests whose session answers `restore` itself.
import { writeFileSync } from 'node:fs';
import { createNodeCrypto } from '../../../main/adapters/platform/node-crypto';
import { BACKUP_FORMAT } from '../../../main/core/backup/backup-header';
import { sealContainer } from '../../../main/core/sealing/sealed-container';

/** No passphrase opens it. */
export function writeBackup(path: string): void {
  const header = {
    kdf: 'scrypt' as const,
    N: 2 ** 15,
    r: 8 as const,
    p: 1,
    salt: '0'.repeat(64),
    nonce: '0'.repeat(24),
    created_at_ms: 1,
    app_version: '0.1.0',
  };
  writeFileSync(path, sealContainer(BACKUP_FORMAT, header, new Uint8Array(64), new Uint8Array(8), createNodeCrypto()));
}
