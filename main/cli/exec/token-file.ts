// The file with a child's token: mode 0600, replaced atomically at each refresh, removed at the end. The next exec removes files of a killed one.
import { lstat, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from '../../adapters/files/atomic-file';
import { readBounded } from '../../adapters/files/bounded-read';
import { errnoOf, isMissing, toStorageError } from '../../adapters/files/storage-error';
import { readStat } from '../../adapters/peer/process-facts';
import { prepareStateFolder } from '../../adapters/places/state-folder';
import { toAxiomTokenError } from '../../core/base/errors';
import type { TokenAnswer } from '../../handout/protocol';
import { CommandFailure } from '../words/command-failure';

/** Names of token files, and of temporary files that killed writers left. */
const NAME = /^\.?token-(\d+)-(\d+)(?:\.\d+-[0-9a-f]+\.tmp)?$/;
const MAX_STAT_BYTES = 4096;

export interface TokenFile {
  readonly path: string;
  /** @throws AxiomTokenError `STORAGE_*` */
  write(token: Pick<TokenAnswer, 'access_token'>): Promise<void>;
  /** Never throws. */
  remove(): Promise<void>;
}

/**
 * Prepares this process's file in a folder that only this user can read; the first write creates it. It contains the token alone, without a newline.
 * @throws AxiomTokenError `STORAGE_*` when the folder cannot be used
 */
export async function openTokenFile(folder: string): Promise<TokenFile> {
  await prepareStateFolder(folder);
  await sweepTokenFiles(folder);
  const path = join(folder, `token-${process.pid}-${(await startOf(process.pid)) ?? 0}`);
  return {
    path,
    async write({ access_token }) {
      await writeFileAtomically(path, Buffer.from(access_token), { replace: true });
    },
    async remove() {
      await unlink(path).catch(() => undefined);
    },
  };
}

/** The error when the file cannot be made, so the program is not started. */
export function noTokenFile(error: unknown): CommandFailure {
  const { message, remedy } = toAxiomTokenError(error);
  return new CommandFailure(
    'EXEC_FAILED',
    `The program was not started, because its file for the token could not be written. ${message}`,
    remedy,
  );
}

/** Removes the files of processes that have ended. @throws AxiomTokenError `STORAGE_*` */
export async function sweepTokenFiles(folder: string): Promise<void> {
  try {
    for (const name of await readdir(folder)) {
      const [, pid, start] = NAME.exec(name) ?? [];
      if (pid === undefined || (await isAlive(Number(pid), Number(start)))) continue;
      await removeLeft(join(folder, name));
    }
  } catch (error) {
    throw toStorageError(error, folder, 'remove');
  }
}

/**
 * Removes an ordinary file. Anything else at the path is left, because it disturbs nothing. @throws AxiomTokenError
 * `STORAGE_*`
 */
async function removeLeft(path: string): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (!found?.isFile()) return;
  await unlink(path).catch((error: unknown) => {
    if (!isMissing(error)) throw toStorageError(error, path, 'remove');
  });
}

/** Whether the process with this number is still the same one: numbers are reused. */
async function isAlive(pid: number, start: number): Promise<boolean> {
  if (process.platform === 'linux') return (await startOf(pid)) === start;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}

/** Linux: a process's start time in ticks since boot. `undefined` elsewhere. */
async function startOf(pid: number): Promise<number | undefined> {
  try {
    const found = await readBounded({ path: `/proc/${pid}/stat`, maxBytes: MAX_STAT_BYTES, followsLinks: true });
    if (typeof found === 'string') return undefined;
    return readStat(found.bytes.toString())?.startTicks;
  } catch {
    return undefined;
  }
}
