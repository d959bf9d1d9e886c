// File dialogs, and the adapters that read and write the chosen files. Made by main/desktop/open-services.ts.
import { readFile, stat } from 'node:fs/promises';
import { readBackupFile, writeBackupFile } from '../adapters/files/backup-file';
import { toStorageError } from '../adapters/files/storage-error';
import { AxiomTokenError } from '../core/base/errors';
import { parsePastedTokens } from '../core/sign-in/pasted-tokens';
import type { Clock } from '../core/ports/clock';
import { Secret } from '../core/base/secret';
import type { UserFiles } from './ipc/app-services';
import type { Dialogs } from './shell/messages/dialogs';

/** Larger than any token file that a client writes. */
const MAX_TOKEN_FILE_BYTES = 1024 * 1024;

export function createUserFiles(dialogs: Dialogs, clock: Clock): UserFiles {
  return {
    askWhereToSaveBackup: (suggestedName) => dialogs.askWhereToSaveBackup(suggestedName),
    askForBackup: () => dialogs.askForBackup(),
    askForTokenFile: () => dialogs.askForTokenFile(),
    askWhereToKeepTokens: (asks) => dialogs.askWhereToKeepTokens(asks),
    writeBackup: (path, bytes) => writeBackupFile(path, bytes, true),
    readBackup: (path) => readBackupFile(path),
    readTokenFile: async (path) => parsePastedTokens(new Secret(await readText(path)), clock.nowMs()),
  };
}

async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > MAX_TOKEN_FILE_BYTES) {
      throw new AxiomTokenError('INVALID_TOKEN', { message: `${path} is too large to be a file of tokens.` });
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    throw toStorageError(error, path, 'read');
  }
}
