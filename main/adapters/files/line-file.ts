// The LineFile port with files that are only appended to, have a limited size, and only their owner can read. Used for the log, the activity log and the audit trail.
// Knows nothing about the lines.
import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LineFile } from '../../core/ports/line-file';
import { AxiomTokenError } from '../../core/base/errors';
import { isMissing, toStorageError } from './storage-error';

/**
 * Open without waiting for a pipe and without following a link, whose target is no file of this program. Windows has
 * neither flag.
 */
const CAREFULLY = (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
const APPEND = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | CAREFULLY;
const READ = constants.O_RDONLY | CAREFULLY;
const NEWLINE = 0x0a;
const PART_BYTES = 64 * 1024;
/** A longer line was not written by this program. It is left out, so it never takes more memory than this. */
const LONGEST_LINE_BYTES = 256 * 1024;
/** A file larger than this many times `largestBytes` was not written by this program; only its newer part is read. */
const READ_FACTOR = 2;

export interface LineFileParts {
  /** Its folder is made with mode 0700 if there is none. */
  readonly path: string;
  /** A file that has grown to this size is rotated: it becomes `path.1`, the one before `path.2`, and so on. */
  readonly largestBytes: number;
  /** The number of files, including the one that grows; at least two. */
  readonly fileCount: number;
}

export function createLineFile({ path, largestBytes, fileCount }: LineFileParts): LineFile {
  // Whether the file certainly ends with a whole line; the last write of another process may have been cut off.
  let isEndKnown = false;
  return {
    async append(lines) {
      const wasEndKnown = isEndKnown;
      isEndKnown = false;
      try {
        const size = await appendText(path, `${lines.join('\n')}\n`, wasEndKnown);
        // An existing file may be readable by other users, for example after it was restored from a backup.
        await chmod(path, 0o600);
        if (size >= largestBytes) await putAside(path, fileCount);
      } catch (error) {
        throw toStorageError(error, path, 'write');
      }
      isEndKnown = true;
    },

    async *newestFirst() {
      const paths = [path, ...Array.from({ length: fileCount - 1 }, (_, index) => `${path}.${index + 1}`)];
      const files: FileHandle[] = [];
      try {
        // All are opened first, because the files may be rotated while they are read.
        for (const each of paths) {
          const file = await openToRead(each);
          if (file) files.push(file);
        }
        for (const file of files) yield* linesBackwards(file, READ_FACTOR * largestBytes);
      } catch (error) {
        throw toStorageError(error, path, 'read');
      } finally {
        await Promise.all(files.map((file) => file.close()));
      }
    },
  };
}

/** Appends the text and returns the new size of the file. If the last line was cut off by a full disk or a crash, the text starts on a new line. */
async function appendText(path: string, text: string, isEndKnown: boolean): Promise<number> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, APPEND, 0o600);
  try {
    const found = await file.stat();
    if (!found.isFile()) throw notAFile(path);
    const before = found.size;
    const gap = isEndKnown || (await endsWithLine(path, before)) ? '' : '\n';
    await appendWhole(file, gap + text, before);
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

/** Appends the whole text, or removes what was written of it before the disk was full. */
async function appendWhole(file: FileHandle, text: string, before: number): Promise<void> {
  try {
    await file.appendFile(text);
  } catch (error) {
    if ((await file.stat()).isFile()) await file.truncate(before);
    throw error;
  }
}

/** Whether the file is empty or ends with a whole line. */
async function endsWithLine(path: string, size: number): Promise<boolean> {
  if (size === 0) return true;
  const file = await open(path, READ);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return bytesRead === 1 && buffer[0] === NEWLINE;
  } finally {
    await file.close();
  }
}

async function putAside(path: string, fileCount: number): Promise<void> {
  await rm(`${path}.${fileCount - 1}`, { force: true });
  for (let number = fileCount - 2; number >= 1; number--) {
    await rename(`${path}.${number}`, `${path}.${number + 1}`).catch(() => undefined);
  }
  await rename(path, `${path}.1`);
}

/** Opens the file; `undefined` when there is none. */
async function openToRead(path: string): Promise<FileHandle | undefined> {
  const file = await open(path, READ).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (file === undefined || (await file.stat()).isFile()) return file;
  await file.close();
  throw notAFile(path);
}

function notAFile(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `${path} is a folder, a pipe or a device, not a file.`,
    remedy: 'Move it away. The app then starts a new file itself.',
  });
}

/** The lines of a file from its end, part by part, so that a long file neither fills the memory nor blocks the process. */
async function* linesBackwards(file: FileHandle, mostBytes: number): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  const { size } = await file.stat();
  const first = Math.max(0, size - mostBytes);
  for (let end = size; end > first; ) {
    const start = Math.max(first, end - PART_BYTES);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    // Fewer bytes only if another program truncates the file meanwhile.
    const part = Buffer.concat([buffer.subarray(0, bytesRead), rest]);
    // The text before the first newline continues in the preceding part.
    const begin = start === 0 ? 0 : part.indexOf(NEWLINE) + 1;
    const whole = start > 0 && begin === 0 ? '' : part.toString('utf8', begin);
    rest = start === 0 ? Buffer.alloc(0) : begin === 0 ? part : part.subarray(0, begin - 1);
    if (rest.length > LONGEST_LINE_BYTES) rest = rest.subarray(0, 0);
    for (const line of whole.split('\n').reverse()) if (line !== '') yield line;
    end = start;
  }
}
