// The LineFile port over files: appended only, of limited size, readable by their owner only. The log and the activity are kept so.
// Knows nothing about the lines.
import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LineFile } from '../../core/ports/line-file';
import { AxiomTokenError } from '../../core/base/errors';
import { isMissing, toStorageError } from './storage-error';

/** A pipe is not waited for, and a link is not followed: whatever it leads to is not this program's. Windows has neither flag. */
const CAREFULLY = (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0);
const APPEND = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | CAREFULLY;
const READ = constants.O_RDONLY | CAREFULLY;
const NEWLINE = 0x0a;
const PART_BYTES = 64 * 1024;
/** A line that is longer was not written by this program. It is left out, and costs no more memory than this. */
const LONGEST_LINE_BYTES = 256 * 1024;
/** Of a file that is larger than this many times what it may be, only the newer part is read: this program has not written it. */
const READ_FACTOR = 2;

export interface LineFileParts {
  /** Its folder is made with mode 0700 where there is none. */
  readonly path: string;
  /** The file that has grown to this size is put aside as `path.1`, the one before as `path.2`, and so on. */
  readonly largestBytes: number;
  /** How many files there are at most, the one that grows among them; at least two. */
  readonly fileCount: number;
}

export function createLineFile({ path, largestBytes, fileCount }: LineFileParts): LineFile {
  // Whatever wrote there before may have been cut short.
  let isEndKnown = false;
  return {
    async append(lines) {
      const wasEndKnown = isEndKnown;
      isEndKnown = false;
      try {
        const size = await appendText(path, `${lines.join('\n')}\n`, wasEndKnown);
        // An existing file may be readable by others, for example after it was restored from a copy.
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
        // All of them first: while they are read, the first one may become the second.
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

/** Answers with the size of the file afterwards. What a full disk or a crash has cut off does not run into the next line. */
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

/** Appends all of it, or takes back what a full disk took of it. */
async function appendWhole(file: FileHandle, text: string, before: number): Promise<void> {
  try {
    await file.appendFile(text);
  } catch (error) {
    if ((await file.stat()).isFile()) await file.truncate(before);
    throw error;
  }
}

/** True for a file that is empty or ends with a whole line. What is no file, such as a pipe, has no size. */
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

/** `undefined` where there is none. */
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
    remedy: 'Move it away. A new file is begun by itself then.',
  });
}

/** The lines of a file from its end, part by part, so that a long file neither fills the memory nor holds anybody up. */
async function* linesBackwards(file: FileHandle, mostBytes: number): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  const { size } = await file.stat();
  const first = Math.max(0, size - mostBytes);
  for (let end = size; end > first; ) {
    const start = Math.max(first, end - PART_BYTES);
    const { bytesRead, buffer } = await file.read(Buffer.alloc(end - start), 0, end - start, start);
    // Shorter only where somebody cuts the file meanwhile.
    const part = Buffer.concat([buffer.subarray(0, bytesRead), rest]);
    // What stands before the first newline goes on in the part before.
    const begin = start === 0 ? 0 : part.indexOf(NEWLINE) + 1;
    const whole = start > 0 && begin === 0 ? '' : part.toString('utf8', begin);
    rest = start === 0 ? Buffer.alloc(0) : begin === 0 ? part : part.subarray(0, begin - 1);
    if (rest.length > LONGEST_LINE_BYTES) rest = rest.subarray(0, 0);
    for (const line of whole.split('\n').reverse()) if (line !== '') yield line;
    end = start;
  }
}
