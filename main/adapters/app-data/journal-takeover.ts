// Moves files of earlier versions of the app from a data folder to their new place: journals, named by profile ids.
// Removes their lock files. Called at each start, before anything reads a journal; after the first start there is
// nothing left to do. If a start is killed in the middle, the next one continues.
import * as nodeFileSystem from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from '../../core/ports/logger';
import { type AtomicFileSystem, removeFileDurably, writeFileAtomically } from '../files/atomic-file';
import { isThere, namesIn } from '../files/folder-entries';
import { prepareStateFolder } from '../places/state-folder';
import { MAX_INTENT_BYTES, MAX_SEALED_BYTES } from './journal-files';
import { formerFileName, intentFileName } from './journal-file-names';
import { readJournalFile } from './journal-read-file';

/** The file system calls that are used; tests can replace them. */
export type TakeoverFileSystem = AtomicFileSystem & Pick<typeof nodeFileSystem, 'rmdir'>;

export interface TakeoverOptions {
  /** The folder of `profiles.json`. */
  readonly dataDirectory: string;
  readonly stateDirectory: string;
  /** The key of the place (`placeKey`) where a profile's tokens are; also of an id that is not in the index. */
  readonly placeOfProfile: (profileId: string) => string;
  /** Whether {@link placeOfProfile} may be wrong because the index could not be read. The originals then stay for a later start. */
  readonly isUnsure: boolean;
  readonly logger: Logger;
  readonly fileSystem?: TakeoverFileSystem;
}

/**
 * Copies each journal of the data folder to the state folder, under the name for its place, durably, and only then removes it; then removes the lock files,
 * which are empty. An intent that is already there is later, so it stays. Files that are not journals are left where they are.
 * @throws AxiomTokenError `STORAGE_DENIED`, `STORAGE_FULL`, `STORAGE_UNAVAILABLE`: what was not copied is still in the data folder
 */
export async function takeOverJournals(options: TakeoverOptions): Promise<void> {
  const { dataDirectory, fileSystem = nodeFileSystem } = options;
  const journals = join(dataDirectory, 'journal');
  for (const name of await namesIn(journals, fileSystem)) {
    const [, profileId, ending] = /^([a-z0-9-]{1,40})\.(intent\.json|sealed)$/.exec(name) ?? [];
    if (profileId === undefined) continue;
    await takeOver(options, fileSystem, join(journals, name), profileId, ending === 'sealed');
  }
  if (options.isUnsure) return;
  await removeFolderIfEmpty(journals, fileSystem);
  const locks = join(dataDirectory, 'locks');
  for (const name of await namesIn(locks, fileSystem)) {
    if (name.endsWith('.lock')) await removeFileDurably(join(locks, name), fileSystem);
  }
  await removeFolderIfEmpty(locks, fileSystem);
}

async function takeOver(
  { stateDirectory, placeOfProfile, isUnsure, logger }: TakeoverOptions,
  fileSystem: TakeoverFileSystem,
  path: string,
  profileId: string,
  isSealed: boolean,
): Promise<void> {
  const bytes = await readJournalFile(path, isSealed ? MAX_SEALED_BYTES : MAX_INTENT_BYTES);
  if (bytes === 'none') return;
  if (bytes === 'unusable') {
    logger.warn('a damaged file of an old journal was left where it is', { path });
    return;
  }
  const place = placeOfProfile(profileId);
  const target = join(stateDirectory, isSealed ? formerFileName(place, bytes) : intentFileName(place));
  await prepareStateFolder(stateDirectory, fileSystem);
  if (isSealed || !(await isThere(target, fileSystem))) {
    await writeFileAtomically(target, bytes, { replace: true, fileSystem });
  }
  if (!isUnsure) await removeFileDurably(path, fileSystem);
}

/** A failure is ignored: an empty folder is only untidy. */
async function removeFolderIfEmpty(directory: string, fileSystem: TakeoverFileSystem): Promise<void> {
  await fileSystem.rmdir(directory).catch(() => undefined);
}
