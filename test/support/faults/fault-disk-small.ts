// A real file system of a few blocks in memory, which can really be full or read-only. Needs the right to mount, usually root.
import { execFile, execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const BLOCK_BYTES = 4096;
const BLOCKS = 32;
const FILLER = 'filler';

/** Mounts one at `folder`. Returns a function that unmounts it, or `undefined` when mounting is not allowed. */
export async function mountSmallDisk(folder: string): Promise<(() => Promise<void>) | undefined> {
  const run = promisify(execFile);
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${BLOCKS * BLOCK_BYTES}`, 'axiom-test', folder]);
  } catch {
    return undefined;
  }
  return async () => void (await run('umount', [folder]));
}

/** Fills the disk except for `freeBlocks` blocks. Returns a function that frees it. */
export function fillDisk(folder: string, freeBlocks: number): () => void {
  const path = join(folder, FILLER);
  const file = openSync(path, 'w');
  const block = Buffer.alloc(BLOCK_BYTES);
  let blocks = 0;
  try {
    for (; blocks <= BLOCKS; blocks++) writeSync(file, block);
    throw new Error('the small disk is not small');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
  ftruncateSync(file, (blocks - freeBlocks) * BLOCK_BYTES);
  closeSync(file);
  return () => rmSync(path);
}

/** Makes the disk read-only. Returns a function that makes it writable. */
export function makeReadOnly(folder: string): () => void {
  execFileSync('mount', ['-o', 'remount,ro', folder]);
  return () => void execFileSync('mount', ['-o', 'remount,rw', folder]);
}
