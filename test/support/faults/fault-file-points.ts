// The named points inside an atomic write: a decorator of the file system port that reports each step, and splits a write in two. Used by the
// program of the fault tests. `inPlace` writes files as this app must not, to show that a torn file is noticed.
import * as real from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { AtomicFileSystem } from '../../../main/adapters/files/atomic-file';

/** Called at every point; does not return when the process dies there. */
export type Pass = (point: string) => void;

/** `.default.sealed.123-abc.tmp` of the folder's file `default.sealed`. */
const TEMPORARY = /^\.(.+)\.\d+-[0-9a-f]{12}\.tmp$/;

/** The real file system, with the points `<file>.open:after`, `<file>.write:half` and those around its sync, rename, unlink and folder-sync. */
export function fileSystemWithPoints(pass: Pass): AtomicFileSystem {
  // A sync of the folder belongs to the last rename or removal in it.
  let latest = '';
  const around = async <T>(point: string, run: () => Promise<T>): Promise<T> => {
    pass(`${point}:before`);
    const result = await run();
    pass(`${point}:after`);
    return result;
  };
  const wrap = (file: FileHandle, name: string): FileHandle => {
    const write = file.write.bind(file) as (b: Uint8Array, o: number, l: number, p: number) => Promise<unknown>;
    const sync = file.sync.bind(file);
    let isFirst = true;
    return Object.assign(file, {
      write: async (buffer: Uint8Array, offset: number, length: number, position: number) => {
        if (!isFirst) return write(buffer, offset, length, position);
        isFirst = false;
        const half = await write(buffer, offset, Math.ceil(length / 2), position);
        pass(`${name}.write:half`);
        return half;
      },
      sync: () => around(`${name}.sync`, sync),
    }) as unknown as FileHandle;
  };
  return {
    ...real,
    open: async (path, flags, mode) => {
      const file = await real.open(path, flags, mode);
      if (mode === undefined) {
        const sync = file.sync.bind(file);
        file.sync = () => around(`${latest}.folder-sync`, sync);
        return file;
      }
      const name = nameOf(String(path));
      pass(`${name}.open:after`);
      return wrap(file, name);
    },
    rename: (from, to) => {
      latest = nameOf(String(to));
      return around(`${latest}.rename`, () => real.rename(from, to));
    },
    unlink: async (path) => {
      if (TEMPORARY.test(basename(String(path)))) return real.unlink(path);
      latest = nameOf(String(path));
      return around(`${latest}.unlink`, () => real.unlink(path));
    },
  };
}

/** Writes directly into the target file, as a naive program does. */
export function inPlace(inner: AtomicFileSystem): AtomicFileSystem {
  const target = (path: string): string => join(dirname(path), basename(path).replace(TEMPORARY, '$1'));
  return {
    ...inner,
    open: (path, flags, mode) =>
      mode === undefined ? inner.open(path, flags) : inner.open(target(String(path)), 'w+', mode),
    rename: async () => undefined,
  };
}

function nameOf(path: string): string {
  const name = basename(path);
  if (name.includes('.intent.json')) return 'intent';
  if (name.includes('.removed.json')) return 'mark';
  if (name.startsWith('spent-tokens')) return 'spent';
  return name.includes('.sealed') ? 'sealed' : 'tokens';
}
