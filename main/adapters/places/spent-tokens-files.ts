// Keeps the fingerprints of spent refresh tokens in numbered files of the state folder, `spent-tokens-000001.txt`, one on each line. Lines are only appended.
import { constants } from 'node:fs';
import * as nodeFileSystem from 'node:fs/promises';
import { join } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import type { SpentTokens } from '../../core/ports/spent-tokens';
import { type AtomicFileSystem, syncFolder } from '../files/atomic-file';
import { readChosenFile } from '../files/chosen-file';
import { namesIn } from '../files/folder-entries';
import { isMissing, toStorageError } from '../files/storage-error';
import { prepareStateFolder } from './state-folder';

export interface SpentTokensFilesOptions {
  /** The state folder. */
  readonly directory: string;
  readonly fileSystem?: AtomicFileSystem;
}

const NAME = /^spent-tokens-(\d{6})\.txt$/;
/** The size at which the next file is started. */
const FULL_BYTES = 16 * 1024 * 1024;
/** More than a year for a hundred accounts that refresh every five minutes, which fill twelve files. */
const MOST_FILES = 13;

/**
 * The list in files of mode 0600. Processes add lines without a lock: each line is one appending write, and begins with a line end, in case the write before it
 * was cut off. After a full file the next number is used. If there are more than 13 files, the first ones are removed: age is measured by what was added since,
 * because a clock may be wrong.
 */
export function createSpentTokensFiles(options: SpentTokensFilesOptions): SpentTokens {
  const { directory, fileSystem = nodeFileSystem } = options;

  const names = async (): Promise<readonly string[]> =>
    (await namesIn(directory, fileSystem)).filter((name) => NAME.test(name)).sort();

  /** The file to which lines are added now. */
  const current = async (): Promise<string> => {
    const last = (await names()).at(-1);
    if (last === undefined) return nameOf(1);
    const { size } = await fileSystem.lstat(join(directory, last));
    return size < FULL_BYTES ? last : nameOf(Number(NAME.exec(last)?.[1]) + 1);
  };

  const isIn = async (path: string, line: Buffer): Promise<boolean> => {
    const file = await readChosenFile(path, 2 * FULL_BYTES);
    if (file === 'unusable') throw unusable(path);
    return file !== undefined && Buffer.from(file.bytes).includes(line);
  };

  /** Appends the line; true when the file is new. */
  const append = async (path: string, line: Buffer): Promise<boolean> => {
    const isNew = await fileSystem.lstat(path).then(
      () => false,
      (error: unknown) => isMissing(error),
    );
    const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
    const file = await fileSystem.open(path, flags | (constants.O_NONBLOCK ?? 0), 0o600);
    try {
      // If only a part of the line was written, it is written again as a whole.
      let tries = 3;
      while ((await file.write(line, 0, line.length, null)).bytesWritten < line.length)
        if (--tries === 0)
          throw new AxiomTokenError('STORAGE_FULL', { message: `There is no room for more in ${path}.` });
      await file.sync();
    } finally {
      await file.close();
    }
    return isNew;
  };

  const dropFirst = async (): Promise<void> => {
    for (const name of (await names()).slice(0, -MOST_FILES)) await fileSystem.unlink(join(directory, name));
  };

  return {
    async has(fingerprint) {
      for (const name of [...(await names())].reverse())
        if (await isIn(join(directory, name), lineOf(fingerprint))) return true;
      return false;
    },
    async add(fingerprint) {
      await prepareStateFolder(directory, fileSystem);
      const path = join(directory, await current());
      try {
        if (!(await append(path, lineOf(fingerprint)))) return;
        await syncFolder(directory, fileSystem);
        await dropFirst();
      } catch (error) {
        throw toStorageError(error, path, 'write');
      }
    },
  };
}

function lineOf(fingerprint: string): Buffer {
  return Buffer.from(`\n${fingerprint}\n`, 'latin1');
}

function nameOf(number: number): string {
  return `spent-tokens-${String(number).padStart(6, '0')}.txt`;
}

function unusable(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `${path} is not a file that this app has written, so the app cannot tell which refresh tokens were used.`,
    remedy: 'Move it away, then retry. Until then nothing is refreshed. Your tokens are untouched.',
  });
}
