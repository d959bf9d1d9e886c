// Keeps the fingerprints of spent refresh tokens in files of the state folder, one for each month, `spent-tokens-2026-11.txt`: a line each, only ever added to.
import { constants } from 'node:fs';
import * as nodeFileSystem from 'node:fs/promises';
import { join } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock } from '../../core/ports/clock';
import type { SpentTokens } from '../../core/ports/spent-tokens';
import { type AtomicFileSystem, syncFolder } from '../files/atomic-file';
import { readChosenFile } from '../files/chosen-file';
import { namesIn } from '../files/folder-entries';
import { isMissing, toStorageError } from '../files/storage-error';
import { prepareStateFolder } from './state-folder';

export interface SpentTokensFilesOptions {
  /** The state folder. */
  readonly directory: string;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly fileSystem?: AtomicFileSystem;
}

const NAME = /^spent-tokens-\d{4,6}-\d\d\.txt$/;
/** A hundred accounts that refresh every five minutes write a third of it in a month. */
const MAX_BYTES = 64 * 1024 * 1024;
const MONTHS = 13;

/**
 * The list over files of mode 0600. Processes add without a lock: each line is one call that appends, and begins with the line end that a call which was cut
 * short may lack. Of more than 13 months the first ones go when a new one begins; they are counted, because a clock may be wrong.
 */
export function createSpentTokensFiles(options: SpentTokensFilesOptions): SpentTokens {
  const { directory, clock, fileSystem = nodeFileSystem } = options;

  const months = async (): Promise<readonly string[]> =>
    (await namesIn(directory, fileSystem)).filter((name) => NAME.test(name)).sort(byMonth);

  const isIn = async (path: string, line: Buffer): Promise<boolean> => {
    const file = await readChosenFile(path, MAX_BYTES);
    if (file === 'unusable') throw unusable(path);
    return file !== undefined && Buffer.from(file.bytes).includes(line);
  };

  /** True when the month's file is a new one. */
  const append = async (path: string, line: Buffer): Promise<boolean> => {
    const isNew = await fileSystem.lstat(path).then(
      () => false,
      (error: unknown) => isMissing(error),
    );
    const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
    const file = await fileSystem.open(path, flags | (constants.O_NONBLOCK ?? 0), 0o600);
    try {
      // A line of which only a part was taken counts for nothing: it is written anew.
      let tries = 3;
      while ((await file.write(line, 0, line.length, null)).bytesWritten < line.length)
        if (--tries === 0) throw new AxiomTokenError('STORAGE_FULL', { message: `Nothing more fits into ${path}.` });
      await file.sync();
    } finally {
      await file.close();
    }
    return isNew;
  };

  const dropFirst = async (): Promise<void> => {
    for (const name of (await months()).slice(0, -MONTHS)) await fileSystem.unlink(join(directory, name));
  };

  return {
    async has(fingerprint) {
      for (const name of [...(await months())].reverse())
        if (await isIn(join(directory, name), lineOf(fingerprint))) return true;
      return false;
    },
    async add(fingerprint) {
      const month = new Date(clock.nowMs())
        .toISOString()
        .replace(/-\d\dT.*/, '')
        .replace('+', '');
      const path = join(directory, `spent-tokens-${month}.txt`);
      await prepareStateFolder(directory, fileSystem);
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

function byMonth(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}

function unusable(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `${path} is not a file that this app has written, so it cannot tell which refresh tokens were used.`,
    remedy: 'Move it away, then retry. Until then nothing is refreshed. Your tokens are untouched.',
  });
}
