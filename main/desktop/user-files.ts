// File dialogs, and the adapters that read and write the chosen files. Made by main/desktop/open-services.ts.
import type { readBounded } from '../adapters/files/bounded-read';
import { readTokenText } from '../adapters/files/token-text-file';
import { writeFileAtomically } from '../adapters/files/atomic-file';
import { writeExportFile } from '../adapters/files/export-file';
import { refuseOwnFile } from '../adapters/leftovers/refuse-own-file';
import { readBackupFile, writeBackupFile } from '../adapters/files/backup-file';
import { isLineComment } from '../core/token-texts/text-comments';
import { parsePastedTokens } from '../core/sign-in/pasted-tokens';
import { dirname } from 'node:path';
import type { Clock } from '../core/ports/clock';
import { driveNotAnswering } from '../core/storage/file-deadline';
import { InTime } from '../core/storage/in-time';
import { Secret } from '../core/base/secret';
import type { UserFiles } from './ipc/app-services';
import type { Dialogs } from './shell/messages/dialogs';

/** Where the app stores its own files. */
export interface OwnFiles {
  /** Folders, including everything below them. */
  folders(): readonly string[];
  /** The token files of accounts. */
  tokenFiles(): readonly string[];
}

/**
 * A read that takes longer than ten seconds fails with `TIMEOUT`; until it returns, no other chosen file is read. Each write first checks that the target is not
 * one of the app's own files.
 */
export function createUserFiles(dialogs: Dialogs, clock: Clock, own: OwnFiles, read?: typeof readBounded): UserFiles {
  const inTime = new InTime(clock);
  const late = (path: string) => driveNotAnswering(path, 'Nothing else was changed.');
  const answered = <Result>(path: string, run: () => Promise<Result>): Promise<Result> =>
    inTime.call('a file that a person chose', run, () => late(path));
  const refuseOwn = (path: string, ownPaths: () => readonly string[]): Promise<void> =>
    inTime.call(
      `chosen: ${dirname(path)}`,
      () => refuseOwnFile(path, ownPaths, inTime),
      () => late(path),
    );
  const writeTo = async (path: string, write: () => Promise<unknown>): Promise<void> => {
    await refuseOwn(path, () => [...own.folders(), ...own.tokenFiles()]);
    await write();
  };
  return {
    askWhereToSaveBackup: (suggestedName) => dialogs.askWhereToSaveBackup(suggestedName),
    askWhereToSaveActivity: (suggestedName) => dialogs.askWhereToSaveActivity(suggestedName),
    askWhereToSaveTrail: (suggestedName, format) => dialogs.askWhereToSaveTrail(suggestedName, format),
    askForBackup: () => dialogs.askForBackup(),
    askForTokenFile: () => dialogs.askForTokenFile(),
    askForFolderToSearch: () => dialogs.askForFolderToSearch(),
    async askWhereToKeepTokens(asks) {
      const path = await dialogs.askWhereToKeepTokens(asks);
      // The registry decides which account may use which token file.
      if (path !== undefined) await refuseOwn(path, () => own.folders());
      return path;
    },
    askWhereToExportTokens: () => dialogs.askWhereToExportTokens(),
    writeTokenExport: (path, text) => writeTo(path, () => writeExportFile(path, text)),
    writeBackup: (path, bytes) => writeTo(path, () => writeBackupFile(path, bytes, true)),
    writeActivity: (path, text) => writeTo(path, () => writeFileAtomically(path, Buffer.from(text), { replace: true })),
    writeTrail: (path, text) => writeTo(path, () => writeFileAtomically(path, Buffer.from(text), { replace: true })),
    readBackup: (path) => answered(path, () => readBackupFile(path, clock)),
    readTokenFile: async (path) =>
      parsePastedTokens(
        new Secret(await answered(path, () => readTokenText({ path, clock, isLineComment, read }))),
        clock.nowMs(),
      ),
  };
}
