// The real file system with one failing kind of call, for tests of the writers, which must then keep the old content.
import * as real from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import type { AtomicFileSystem } from '../../../../main/adapters/files/atomic-file';

/** The failing step: open the new file, write, sync, read back (wrong content), rename, or sync the folder. */
export type FaultyStep =
  | 'open'
  | 'write'
  | 'short-write'
  | 'no-progress'
  | 'sync'
  | 'read-back'
  | 'rename'
  | 'folder-sync';

/** Every step at which {@link faultyFileSystem} can fail and the write must not succeed. */
export const FAILING_STEPS: readonly FaultyStep[] = [
  'open',
  'write',
  'no-progress',
  'sync',
  'read-back',
  'rename',
  'folder-sync',
];

/** `short-write` writes at most 7 bytes a call and fails nowhere; the others fail with `errno`. */
export function faultyFileSystem(step: FaultyStep, errno = 'EIO'): AtomicFileSystem {
  const fail = (): never => {
    throw Object.assign(new Error(`${errno}: made to fail`), { code: errno });
  };
  return {
    ...real,
    open: async (path, flags, mode) => {
      const isFolder = mode === undefined;
      if (step === 'open' && !isFolder) fail();
      const file = await real.open(path, flags, mode);
      if (isFolder) {
        if (step === 'folder-sync') file.sync = async () => fail();
        return file;
      }
      return withFault(file, step, fail);
    },
    rename: async (from, to) => {
      if (step === 'rename') fail();
      await real.rename(from, to);
    },
  };
}

function withFault(file: FileHandle, step: FaultyStep, fail: () => never): FileHandle {
  const write = file.write.bind(file) as (
    b: Uint8Array,
    o: number,
    l: number,
    p: number,
  ) => Promise<{ bytesWritten: number }>;
  let calls = 0;
  const faultyWrite = async (buffer: Uint8Array, offset: number, length: number, position: number) => {
    calls++;
    if (step === 'write' && calls > 1) fail();
    if (step === 'no-progress' && calls > 1) return { bytesWritten: 0, buffer };
    const isCut = step === 'short-write' || step === 'write' || step === 'no-progress';
    const part = isCut ? Math.min(length, 7) : length;
    return { ...(await write(buffer, offset, part, position)), buffer };
  };
  const read = file.read.bind(file) as (
    b: Uint8Array,
    o: number,
    l: number,
    p: number,
  ) => Promise<{ bytesRead: number }>;
  const faultyRead = async (buffer: Uint8Array, offset: number, length: number, position: number) => {
    const result = await read(buffer, offset, length, position);
    if (step === 'read-back' && result.bytesRead > 0) buffer[offset] = (buffer[offset] ?? 0) ^ 1;
    return { ...result, buffer };
  };
  return Object.assign(file, {
    write: faultyWrite,
    read: faultyRead,
    ...(step === 'sync' ? { sync: async () => fail() } : {}),
  }) as unknown as FileHandle;
}
