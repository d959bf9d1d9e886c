// Node's own file functions with one failing call, so that every writer is tested in the same way, whatever functions it uses. For a separate program
// (fault-disk-entry.ts): the functions are replaced before any writer is loaded, and only calls inside one folder are affected.
import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { sep } from 'node:path';

/** The kinds of call that faults distinguish. */
export type DiskStep =
  | 'open'
  | 'write'
  | 'sync'
  | 'rename'
  | 'unlink'
  | 'copy'
  | 'mkdir'
  | 'folder-open'
  | 'folder-sync'
  | 'look'
  | 'read';

export interface DiskFault {
  /** The number of the failing call, from 0. */
  readonly call: number;
  /** `short`: half is written and reported so, and after that the disk is full. */
  readonly errno: string;
  /** Whether every later call that changes something fails too. */
  readonly isLasting: boolean;
}

export interface FaultyDisk {
  /** From now on calls inside `folder` are counted, and fail as planned. */
  begin(folder: string, fault?: DiskFault): void;
  /** Ends the fault. Returns the calls since `begin`, in order. */
  end(): readonly DiskStep[];
}

const FILLING: ReadonlySet<DiskStep> = new Set(['open', 'write', 'sync', 'copy', 'mkdir']);
const CHANGING: ReadonlySet<DiskStep> = new Set([...FILLING, 'rename', 'unlink']);

type Call = (...args: never[]) => unknown;

/** Replaces the functions of `node:fs` and `node:fs/promises` in this process, permanently. */
export function installFaultyDisk(): FaultyDisk {
  let folder: string | undefined;
  let fault: DiskFault | undefined;
  let steps: DiskStep[] = [];
  const paths = new Map<number, string>();

  const isInFolder = (path: unknown): path is string =>
    folder !== undefined && typeof path === 'string' && (path === folder || path.startsWith(folder + sep));
  /** Counts the call; returns the errno with which it must fail, if it must. */
  const countCall = (step: DiskStep): string | undefined => {
    const call = steps.push(step) - 1;
    if (!fault || call < fault.call) return undefined;
    if (call === fault.call) return fault.errno;
    if (!fault.isLasting) return undefined;
    // On a full disk files can still be removed.
    const isFull = fault.errno === 'ENOSPC' || fault.errno === 'short';
    if (isFull) return FILLING.has(step) ? 'ENOSPC' : undefined;
    return CHANGING.has(step) ? fault.errno : undefined;
  };
  const fail = (errno: string): never => {
    const code = errno === 'short' ? 'ENOSPC' : errno;
    throw Object.assign(new Error(`${code}: made to fail`), { code });
  };
  const countOrFail = (step: DiskStep): void => {
    const errno = countCall(step);
    if (errno !== undefined) fail(errno);
  };
  const { openSync: realOpenSync, readFileSync: realRead, statSync: realStat } = fs;
  const { writeSync: realWriteSync, closeSync: realCloseSync } = fs;
  const stepOfOpen = (path: string, flags: unknown): DiskStep => {
    const isReading = flags === undefined || flags === 'r' || (typeof flags === 'number' && (flags & 3) === 0);
    if (!isReading) return 'open';
    return realStat(path, { throwIfNoEntry: false })?.isDirectory() ? 'folder-open' : 'read';
  };

  /** Replaces function `name` of `owner` by a call of `around`. */
  const replace = (owner: object, name: string, around: (real: Call, args: never[]) => unknown): void => {
    const real = Reflect.get(owner, name) as Call;
    Reflect.set(owner, name, (...args: never[]) => around(real, args));
  };
  const onPath = (name: string, step: DiskStep): void => {
    const simple = (real: Call, args: never[]): unknown => {
      if (isInFolder(args[0])) countOrFail(step);
      return real(...args);
    };
    replace(fs, `${name}Sync`, simple);
    replace(fs.promises, name, async (real, args) => simple(real, args));
    replace(fs, name, (real, args) => {
      const callback = args.at(-1) as unknown as (error: unknown) => void;
      const errno = isInFolder(args[0]) ? countCall(step) : undefined;
      if (errno === undefined) return real(...args);
      try {
        return fail(errno);
      } catch (error) {
        return void setImmediate(callback, error);
      }
    });
  };

  onPath('rename', 'rename');
  onPath('unlink', 'unlink');
  onPath('rm', 'unlink');
  onPath('mkdir', 'mkdir');
  onPath('lstat', 'look');
  onPath('readdir', 'look');
  onPath('readFile', 'read');

  // A failing copy has written a part.
  const copyPart = (from: string, to: string): void => {
    const bytes = realRead(from);
    const file = realOpenSync(to, 'w');
    realWriteSync(file, bytes.subarray(0, Math.ceil(bytes.length / 2)));
    realCloseSync(file);
  };
  const copy = (real: Call, args: never[]): unknown => {
    const [from, to] = args as unknown as [string, string];
    const errno = isInFolder(to) ? countCall('copy') : undefined;
    if (errno === undefined) return real(...args);
    if (errno === 'ENOSPC' || errno === 'EIO' || errno === 'short') copyPart(from, to);
    return fail(errno);
  };
  replace(fs, 'copyFileSync', copy);
  replace(fs.promises, 'copyFile', async (real, args) => copy(real, args));
  const writeWhole = (real: Call, args: never[]): unknown => {
    const errno = isInFolder(args[0]) ? countCall('write') : undefined;
    if (errno === undefined) return real(...args);
    const [path, data, ...rest] = args as unknown as [string, Uint8Array, ...unknown[]];
    const half = data.subarray(0, Math.ceil(data.length / 2));
    // As with a copy: a failing write has written a part.
    return Promise.resolve(real(...([path, half, ...rest] as never[]))).then(() => fail(errno));
  };
  replace(fs.promises, 'writeFile', async (real, args) => writeWhole(real, args));

  replace(fs, 'openSync', (real, args) => {
    const path: unknown = args[0];
    if (!isInFolder(path)) return real(...args);
    countOrFail(stepOfOpen(path, args[1]));
    const file = real(...args) as number;
    paths.set(file, path);
    return file;
  });
  replace(fs, 'closeSync', (real, args) => {
    paths.delete(args[0] as unknown as number);
    return real(...args);
  });
  replace(fs, 'fsyncSync', (real, args) => {
    if (isInFolder(paths.get(args[0] as unknown as number))) countOrFail('sync');
    return real(...args);
  });
  replace(fs, 'writeSync', (real, args) => {
    const [file, data] = args as unknown as [number, string | Uint8Array];
    const errno = isInFolder(paths.get(file)) ? countCall('write') : undefined;
    if (errno === undefined) return real(...args);
    const half = Buffer.from(data as string).subarray(0, Math.ceil(data.length / 2));
    const written = (real as typeof fs.writeSync)(file, half, 0, half.length, 0);
    return errno === 'short' ? written : fail(errno);
  });
  replace(fs.promises, 'open', async (real, args) => {
    const path: unknown = args[0];
    if (!isInFolder(path)) return real(...args);
    const step = stepOfOpen(path, args[1]);
    countOrFail(step);
    return wrap((await real(...args)) as FileHandle, step);
  });

  function wrap(file: FileHandle, opened: DiskStep): FileHandle {
    const write = file.write.bind(file) as (b: Uint8Array, o: number, l: number, p: number) => Promise<unknown>;
    const sync = file.sync.bind(file);
    const read = file.read.bind(file) as (...args: unknown[]) => Promise<unknown>;
    return Object.assign(file, {
      write: async (buffer: Uint8Array, offset: number, length: number, position: number) => {
        const errno = countCall('write');
        if (errno === undefined) return write(buffer, offset, length, position);
        const half = await write(buffer, offset, Math.ceil(length / 2), position);
        return errno === 'short' ? half : fail(errno);
      },
      sync: async () => {
        countOrFail(opened === 'folder-open' ? 'folder-sync' : 'sync');
        await sync();
      },
      read: async (...args: unknown[]) => {
        countOrFail('read');
        return read(...args);
      },
    }) as unknown as FileHandle;
  }

  return {
    begin(inside, planned) {
      folder = inside;
      fault = planned;
      steps = [];
    },
    end() {
      folder = undefined;
      fault = undefined;
      return steps;
    },
  };
}
