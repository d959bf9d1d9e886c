// Reads complete files. No other file of main reads files itself; the test of this one checks that. Opens without
// waiting, reads only regular files (and pipes, if the user chose one), and never more than `maxBytes`. Knows no
// format.
import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock } from '../../core/ports/clock';
import { errnoOf } from './storage-error';

/** The time limit for a pipe, from its opening to its end. A password manager writes at once when a reader has opened it. */
const PIPE_MS = 3_000;
const PIPE_LOOK_MS = 20;
/** The size of a read when the remaining length is not known. */
const PART_BYTES = 16 * 1024;

/** What is read, and how. */
export interface BoundedRead {
  readonly path: string;
  /** A larger file is not read. */
  readonly maxBytes: number;
  /** Whether a symbolic link is followed; if not, opening one fails with `ELOOP`. Not checked on Windows. */
  readonly followsLinks: boolean;
  /** If set, a pipe that another program writes to is read as well, for at most three seconds. */
  readonly pipeClock?: Clock;
}

/** The content. */
export interface FileContent {
  readonly bytes: Buffer;
  readonly modifiedAtMs: number;
}

/** Why an existing path gives no content: a folder, device or pipe; too many bytes; a pipe to which nothing is written, or not to its end in time. */
export type NoContent = 'not-a-file' | 'too-large' | 'silent-pipe';

/** The `STORAGE_UNAVAILABLE` error for a file of the app that is not a regular file or too large. */
export function notOrdinary(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `${path} could not be read: it is not an ordinary file, or far too large.`,
    remedy: 'Move it away, then start the app again. Nothing was changed.',
  });
}

/** The `INVALID_INPUT` for a pipe that a person chose and that gives nothing. */
export function silentPipe(path: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: `${path} is a pipe, and no program has written a whole file into it.`,
    remedy:
      'Start or unlock the program that should (a password manager, for example), then try again. Nothing was changed.',
  });
}

/** Reads the whole file. Rejects with the system's error when it cannot be opened or read (`ENOENT`, `ELOOP`, `EACCES`, ...). */
export async function readBounded(read: BoundedRead): Promise<FileContent | NoContent> {
  let file: FileHandle;
  try {
    file = await open(read.path, flagsOf(read));
  } catch (error) {
    // A socket, or a device without a driver.
    if (errnoOf(error) === 'ENXIO') return 'not-a-file';
    throw error;
  }
  try {
    const status = await file.stat();
    const isPipe = status.isFIFO() && read.pipeClock !== undefined;
    const refusal = isPipe ? undefined : refusalOf(status, read.maxBytes);
    if (refusal) return refusal;
    const bytes = isPipe
      ? await readPipe(file, read.maxBytes, read.pipeClock)
      : await readAll(file, read.maxBytes, status.size);
    return typeof bytes === 'string' ? bytes : { bytes, modifiedAtMs: Math.floor(status.mtimeMs) };
  } finally {
    await file.close();
  }
}

/** {@link readBounded}, but synchronous and without pipes, for what must be known before anything else. Throws as that rejects. */
export function readBoundedSync(read: Omit<BoundedRead, 'pipeClock'>): FileContent | NoContent {
  const file = openSync(read.path, flagsOf(read));
  try {
    const status = fstatSync(file);
    const refusal = refusalOf(status, read.maxBytes);
    if (refusal) return refusal;
    const parts: Buffer[] = [];
    for (let length = 0; length <= read.maxBytes; ) {
      const part = Buffer.alloc(nextBytes(length, read.maxBytes, status.size));
      const count = readSync(file, part, 0, part.length, null);
      if (count === 0) return { bytes: joined(parts), modifiedAtMs: Math.floor(status.mtimeMs) };
      parts.push(part.subarray(0, count));
      length += count;
    }
    return 'too-large';
  } finally {
    closeSync(file);
  }
}

/** Non-blocking, so that opening a pipe does not wait for a writer. Windows has neither flag. */
function flagsOf({ followsLinks }: Pick<BoundedRead, 'followsLinks'>): number {
  const noFollow = followsLinks ? 0 : (constants.O_NOFOLLOW ?? 0);
  return constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | noFollow;
}

function refusalOf(status: Stats, maxBytes: number): NoContent | undefined {
  if (!status.isFile()) return 'not-a-file';
  return status.size > maxBytes ? 'too-large' : undefined;
}

/** Reads up to the end, whatever the size says: a file can grow meanwhile, and some files report no size. */
async function readAll(file: FileHandle, maxBytes: number, size: number): Promise<Buffer | NoContent> {
  const parts: Buffer[] = [];
  for (let length = 0; length <= maxBytes; ) {
    const part = await readPart(file, nextBytes(length, maxBytes, size));
    if (part.length === 0) return joined(parts);
    parts.push(part);
    length += part.length;
  }
  return 'too-large';
}

/** Reads a pipe. A pipe without a writer looks like one at its end, so before the first bytes the end does not count. */
async function readPipe(file: FileHandle, maxBytes: number, clock: Clock): Promise<Buffer | NoContent> {
  const untilMs = clock.monotonicMs() + PIPE_MS;
  const parts: Buffer[] = [];
  let length = 0;
  while (length <= maxBytes) {
    const part = await readPart(file, nextBytes(length, maxBytes, 0)).catch((error: unknown) => {
      if (errnoOf(error) === 'EAGAIN') return undefined;
      throw error;
    });
    if (part && part.length > 0) {
      parts.push(part);
      length += part.length;
      continue;
    }
    if (part && length > 0) return joined(parts);
    if (clock.monotonicMs() >= untilMs) return 'silent-pipe';
    await new Promise<void>((resolve) => {
      clock.setTimer(PIPE_LOOK_MS, resolve);
    });
  }
  return 'too-large';
}

/** The size of the next read: what should be left of the file, and at most one byte more than `maxBytes` in total. */
function nextBytes(length: number, maxBytes: number, size: number): number {
  return Math.min(maxBytes + 1 - length, Math.max(size - length, PART_BYTES));
}

/** Joins the parts; nearly every file is one part and need not be copied. */
function joined(parts: readonly Buffer[]): Buffer {
  const [only] = parts;
  return only && parts.length === 1 ? only : Buffer.concat(parts);
}

async function readPart(file: FileHandle, bytes: number): Promise<Buffer> {
  const part = Buffer.alloc(bytes);
  // Without a length Node 16 reads nothing.
  const { bytesRead, buffer } = await file.read(part, 0, part.length, null);
  return buffer.subarray(0, bytesRead);
}
