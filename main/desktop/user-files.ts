// File dialogs, and the adapters that read and write the chosen files. Made by main/desktop/open-services.ts.
import { readBounded, silentPipe } from '../adapters/files/bounded-read';
import { writeFileAtomically } from '../adapters/files/atomic-file';
import { writeExportFile } from '../adapters/files/export-file';
import { refuseOwnFile } from '../adapters/leftovers/refuse-own-file';
import { readBackupFile, writeBackupFile } from '../adapters/files/backup-file';
import { toStorageError } from '../adapters/files/storage-error';
import { AxiomTokenError } from '../core/base/errors';
import { isLineComment } from '../core/token-texts/text-comments';
import { parsePastedTokens } from '../core/sign-in/pasted-tokens';
import { stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { openFernet } from '../adapters/files/fernet';
import { decodeText, utf8Of } from '../adapters/files/decode-text';
import { tokenParts } from '../adapters/files/token-parts';
import type { Clock } from '../core/ports/clock';
import { driveNotAnswering } from '../core/storage/file-deadline';
import { InTime } from '../core/storage/in-time';
import { Secret } from '../core/base/secret';
import type { UserFiles } from './ipc/app-services';
import type { Dialogs } from './shell/messages/dialogs';

/** A recording of a browser's traffic has tens of megabytes. */
const MAX_TOKEN_FILE_BYTES = 64 * 1024 * 1024;
/** A larger file is not looked through as a whole. */
const MAX_WHOLE_BYTES = 1024 * 1024;

/** The Python client's. */
const KEY_FILE = 'key.enc';
const TOKENS_FILE = 'tokens.enc';

/** How our own sealed files begin, and where they are opened. */
const OWN_FILES: readonly (readonly [magic: string, message: string, remedy: string])[] = [
  ['AXMB', 'is a backup of this app.', 'Open it under "Restore…" in the menu. Nothing was changed.'],
  [
    'AXMS',
    'is a sealed token file of this app.',
    'Choose it under Settings as the place of an account. Nothing was changed.',
  ],
];

/** Where the app itself keeps things. */
export interface OwnFiles {
  /** With all below them. */
  folders(): readonly string[];
  /** The files in which accounts keep their tokens. */
  tokenFiles(): readonly string[];
}

/**
 * Reads that do not end in ten seconds fail with `TIMEOUT`, and nothing else is read for a person until they have come back. Whatever is written goes through
 * one refusal of the app's own files, just before it is written.
 */
export function createUserFiles(
  dialogs: Dialogs,
  clock: Clock,
  own: OwnFiles,
  read: typeof readBounded = readBounded,
): UserFiles {
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
      // Which account may have which token file is the registry's to say.
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
      parsePastedTokens(new Secret(await answered(path, () => readTokens(path, clock, read))), clock.nowMs()),
  };
}

/** The Python client keeps its tokens in one file and the key to them in another; any of the two, or their folder, leads to both. */
async function readTokens(path: string, clock: Clock, read: typeof readBounded): Promise<string> {
  const isFolder = await stat(join(path, TOKENS_FILE)).then(
    (status) => status.isFile(),
    () => false,
  );
  const isEither = KEY_FILE === basename(path) || TOKENS_FILE === basename(path);
  if (!isFolder && !isEither) return readText(path, clock, read);
  const [key, tokens] = await Promise.all(
    [KEY_FILE, TOKENS_FILE].map((name) => readText(join(isFolder ? path : dirname(path), name), clock, read)),
  );
  const text = openFernet(tokens ?? '', key ?? '');
  if (text !== undefined) return text;
  throw new AxiomTokenError('INVALID_TOKEN', {
    message: `${TOKENS_FILE} does not open with the ${KEY_FILE} beside it.`,
    remedy: 'Both must be from the same folder of the Python client. Nothing was changed.',
  });
}

async function readText(path: string, clock: Clock, read: typeof readBounded): Promise<string> {
  try {
    const found = await read({ path, maxBytes: MAX_TOKEN_FILE_BYTES, followsLinks: true, pipeClock: clock });
    if (typeof found === 'object') return await textOf(path, found.bytes);
    if (found === 'silent-pipe') throw silentPipe(path);
    throw new AxiomTokenError('INVALID_TOKEN', {
      message:
        found === 'too-large'
          ? `${path} is too large to be a file of tokens.`
          : `${path} is a folder or a device, not a file.`,
      remedy: 'Choose the file of a client, or any text with the two tokens. Nothing was changed.',
    });
  } catch (error) {
    throw toStorageError(error, path, 'open');
  }
}

/** @throws AxiomTokenError `INVALID_INPUT` for a file of our own, which has its own page */
async function textOf(path: string, bytes: Buffer): Promise<string> {
  const own = OWN_FILES.find(([magic]) => bytes.subarray(0, magic.length).toString('latin1') === magic);
  if (own) throw new AxiomTokenError('INVALID_INPUT', { message: `${path} ${own[1]}`, remedy: own[2] });
  return bytes.length > MAX_WHOLE_BYTES ? tokenParts(await utf8Of(bytes), isLineComment) : decodeText(bytes);
}
