// Node's own file functions with one of their calls made to fail, so that every writer is tried the same, whatever it is built from. For a program of
// its own (fault-disk-entry.ts): the functions are replaced before any writer is loaded, and only calls inside one folder are touched.
import fs from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { sep } from 'node:path';

/** What a call does, as far as faults tell them apart. */
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
  /** Which call of the case, counted from 0. */
  readonly call: number;
  /** `short`: half is written and said so, and after that the disk is full. */
  readonly errno: string;
  /** Whether every later call fails too that changes something. */
  readonly isLasting: boolean;
}

export interface FaultyDisk {
  /** From now on calls inside `folder` are counted, and fail as planned. */
  begin(folder: string, fault?: DiskFault): void;
  /** All is well again. Gives the steps that were met, in order. */
  end(): readonly DiskStep[];
}

const FILLING: ReadonlySet<DiskStep> = new Set(['open', 'write', 'sync', 'copy', 'mkdir']);
const CHANGING: ReadonlySet<DiskStep> = new Set([...FILLING, 'rename', 'unlink']);

type Call = (...args: never[]) => unknown;

/** Replaces the functions of `node:fs` and `node:fs/promises` in this process, once and for good. */
export function installFaultyDisk(): FaultyDisk {
  let folder: string | undefined;
  let fault: DiskFault | undefined;
  let steps: DiskStep[] = [];
  const paths = new Map<number, string>();

  const isOurs = (path: unknown): path is string =>
    folder !== undefined && typeof path === 'string' && (path === folder || path.startsWith(folder + sep));
  /** Counts the call; the errno with which it is to fail, if it is. */
  const meet = (step: DiskStep): string | undefined => {
    const call = steps.push(step) - 1;
    if (!fault || call < fault.call) return undefined;
    if (call === fault.call) return fault.errno;
    if (!fault.isLasting) return undefined;
    // A full disk still lets go of files.
    const isFull = fault.errno === 'ENOSPC' || fault.errno === 'short';
    if (isFull) return FILLING.has(step) ? 'ENOSPC' : undefined;
    return CHANGING.has(step) ? fault.errno : undefined;
  };
  const fail = (errno: string): never => {
    const code = errno === 'short' ? 'ENOSPC' : errno;
    throw Object.assign(new Error(`${code}: made to fail`), { code });
  };
  const meetOrFail = (step: DiskStep): void => {
    const errno = meet(step);
    if (errno !== undefined) fail(errno);
  };
  const { openSync: realOpenSync, readFileSync: realRead, statSync: realStat } = fs;
  const { writeSync: realWriteSync, closeSync: realCloseSync } = fs;
  const stepOfOpen = (path: string, flags: unknown): DiskStep => {
    const isReading = flags === undefined || flags === 'r' || (typeof flags === 'number' && (flags & 3) === 0);
    if (!isReading) return 'open';
    return realStat(path, { throwIfNoEntry: false })?.isDirectory() ? 'folder-open' : 'read';
  };

  /** Replaces `name` by a function that is told of calls inside the folder. */
  const replace = (owner: object, name: string, around: (real: Call, args: never[]) => unknown): void => {
    const real = Reflect.get(owner, name) as Call;
    Reflect.set(owner, name, (...args: never[]) => around(real, args));
  };
  const onPath = (name: string, step: DiskStep): void => {
    const simple = (real: Call, args: never[]): unknown => {
      if (isOurs(args[0])) meetOrFail(step);
      return real(...args);
    };
    replace(fs, `${name}Sync`, simple);
    replace(fs.promises, name, async (real, args) => simple(real, args));
    replace(fs, name, (real, args) => {
      const callback = args.at(-1) as unknown as (error: unknown) => void;
      const errno = isOurs(args[0]) ? meet(step) : undefined;
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

  // A copy that fails has written a part.
  const copyPart = (from: string, to: string): void => {
    const bytes = realRead(from);
    const file = realOpenSync(to, 'w');
    realWriteSync(file, bytes.subarray(0, Math.ceil(bytes.length / 2)));
    realCloseSync(file);
  };
  const copy = (real: Call, args: never[]): unknown => {
    const [from, to] = args as unknown as [string, string];
    const errno = isOurs(to) ? meet('copy') : undefined;
    if (errno === undefined) return real(...args);
    if (errno === 'ENOSPC' || errno === 'EIO' || errno === 'short') copyPart(from, to);
    return fail(errno);
  };
  replace(fs, 'copyFileSync', copy);
  replace(fs.promises, 'copyFile', async (real, args) => copy(real, args));
  const writeWhole = (real: Call, args: never[]): unknown => {
    const errno = isOurs(args[0]) ? meet('write') : undefined;
    if (errno === undefined) return real(...args);
    const [path, data, ...rest] = args as unknown as [string, Uint8Array, ...unknown[]];
    const half = data.subarray(0, Math.ceil(data.length / 2));
    // As with a copy: what fails on the way has written a part.
    return Promise.resolve(real(...([path, half, ...rest] as never[]))).then(() => fail(errno));
  };
  replace(fs.promises, 'writeFile', async (real, args) => writeWhole(real, args));

  replace(fs, 'openSync', (real, args) => {
    const path: unknown = args[0];
    if (!isOurs(path)) return real(...args);
    meetOrFail(stepOfOpen(path, args[1]));
    const file = real(...args) as number;
    paths.set(file, path);
    return file;
  });
  replace(fs, 'closeSync', (real, args) => {
    paths.delete(args[0] as unknown as number);
    return real(...args);
  });
  replace(fs, 'fsyncSync', (real, args) => {
    if (isOurs(paths.get(args[0] as unknown as number))) meetOrFail('sync');
    return real(...args);
  });
  replace(fs, 'writeSync', (real, args) => {
    const [file, data] = args as unknown as [number, string | Uint8Array];
    const errno = isOurs(paths.get(file)) ? meet('write') : undefined;
    if (errno === undefined) return real(...args);
    const half = Buffer.from(data as string).subarray(0, Math.ceil(data.length / 2));
    const written = (real as typeof fs.writeSync)(file, half, 0, half.length, 0);
    return errno === 'short' ? written : fail(errno);
  });
  replace(fs.promises, 'open', async (real, args) => {
    const path: unknown = args[0];
    if (!isOurs(path)) return real(...args);
    const step = stepOfOpen(path, args[1]);
    meetOrFail(step);
    return wrap((await real(...args)) as FileHandle, step);
  });

  function wrap(file: FileHandle, opened: DiskStep): FileHandle {
    const write = file.write.bind(file) as (b: Uint8Array, o: number, l: number, p: number) => Promise<unknown>;
    const sync = file.sync.bind(file);
    const read = file.read.bind(file) as (...args: unknown[]) => Promise<unknown>;
    return Object.assign(file, {
      write: async (buffer: Uint8Array, offset: number, length: number, position: number) => {
        const errno = meet('write');
        if (errno === undefined) return write(buffer, offset, length, position);
        const half = await write(buffer, offset, Math.ceil(length / 2), position);
        return errno === 'short' ? half : fail(errno);
      },
      sync: async () => {
        meetOrFail(opened === 'folder-open' ? 'folder-sync' : 'sync');
        await sync();
      },
      read: async (...args: unknown[]) => {
        meetOrFail('read');
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
