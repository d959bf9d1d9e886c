// File dialogs, and the adapters that read and write the chosen files. Made by main/desktop/open-services.ts.
import { readBounded, silentPipe } from '../adapters/files/bounded-read';
import { readBackupFile, writeBackupFile } from '../adapters/files/backup-file';
import { toStorageError } from '../adapters/files/storage-error';
import { AxiomTokenError } from '../core/base/errors';
import { parsePastedTokens } from '../core/sign-in/pasted-tokens';
import type { Clock } from '../core/ports/clock';
import { driveNotAnswering } from '../core/storage/file-deadline';
import { InTime } from '../core/storage/in-time';
import { Secret } from '../core/base/secret';
import type { UserFiles } from './ipc/app-services';
import type { Dialogs } from './shell/messages/dialogs';

/** Larger than any token file that a client writes. */
const MAX_TOKEN_FILE_BYTES = 1024 * 1024;

/** Reads that do not end in ten seconds fail with `TIMEOUT`, and nothing else is read for a person until they have come back. */
export function createUserFiles(dialogs: Dialogs, clock: Clock, read: typeof readBounded = readBounded): UserFiles {
  const inTime = new InTime(clock);
  const answered = <Result>(path: string, run: () => Promise<Result>): Promise<Result> =>
    inTime.call('a file that a person chose', run, () => driveNotAnswering(path, 'Nothing else was changed.'));
  return {
    askWhereToSaveBackup: (suggestedName) => dialogs.askWhereToSaveBackup(suggestedName),
    askForBackup: () => dialogs.askForBackup(),
    askForTokenFile: () => dialogs.askForTokenFile(),
    askWhereToKeepTokens: (asks) => dialogs.askWhereToKeepTokens(asks),
    writeBackup: (path, bytes) => writeBackupFile(path, bytes, true),
    readBackup: (path) => answered(path, () => readBackupFile(path, clock)),
    readTokenFile: async (path) =>
      parsePastedTokens(new Secret(await answered(path, () => readText(path, clock, read))), clock.nowMs()),
  };
}

async function readText(path: string, clock: Clock, read: typeof readBounded): Promise<string> {
  try {
    const found = await read({ path, maxBytes: MAX_TOKEN_FILE_BYTES, followsLinks: true, pipeClock: clock });
    if (typeof found === 'object') return found.bytes.toString('utf8');
    if (found === 'silent-pipe') throw silentPipe(path);
    throw new AxiomTokenError('INVALID_TOKEN', {
      message:
        found === 'too-large'
          ? `${path} is too large to be a file of tokens.`
          : `${path} is a folder or a device, not a file.`,
      remedy: 'Choose the file of a client, or any text with the two tokens. Nothing was changed.',
    });
  } catch (error) {
    throw toStorageError(error, path, 'read');
  }
}
