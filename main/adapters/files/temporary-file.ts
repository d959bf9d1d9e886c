// The temporary file with new content beside the file that it will replace, and the removal of temporary files that killed writers left.
// Used by atomic-file.ts, which decides when each step is taken; write-now.ts uses only the name. Knows nothing about the content.
import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import type * as nodeFileSystem from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import { errnoOf, isMissing } from './storage-error';

/** The file system calls that are used. */
export type TemporaryFileSystem = Pick<typeof nodeFileSystem, 'open' | 'unlink' | 'readdir'>;

/** The bytes of a file, or a function that makes them. */
export type Content = Uint8Array | (() => Uint8Array);

/** A new file of mode 0600 beside `target`. Call `write`, `sync` and `finish` in this order; after any failure call `remove`. */
export class TemporaryFile {
  readonly path: string;
  readonly #target: string;
  readonly #fileSystem: TemporaryFileSystem;
  #file: nodeFileSystem.FileHandle | undefined;
  #wasMade = false;
  #bytes: Uint8Array = new Uint8Array();

  constructor(target: string, fileSystem: TemporaryFileSystem) {
    this.#target = target;
    this.#fileSystem = fileSystem;
    this.path = temporaryName(target);
  }

  /** Makes the file and writes it completely. If `content` is a function, it is called while the file is being made. */
  async write(content: Content): Promise<void> {
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_EXCL;
    const opening = this.#fileSystem.open(this.path, flags, 0o600);
    try {
      this.#bytes = typeof content === 'function' ? content() : content;
    } finally {
      this.#file = await opening;
      this.#wasMade = true;
    }
    await writeCompletely(this.#file, this.#bytes, this.path);
  }

  /** Makes what was written durable. */
  async sync(): Promise<void> {
    await this.#file?.sync();
  }

  /** Reads the file back, compares it with what was written, and closes it. */
  async finish(): Promise<void> {
    if (this.#file && !(await hasBytes(this.#file, this.#bytes))) {
      throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
        message: `The drive returned different data than was written beside ${this.path}.`,
      });
    }
    await this.#close();
  }

  /** Removes the file, whatever its state. Never throws. */
  async remove(): Promise<void> {
    await this.#close().catch(() => undefined);
    if (this.#wasMade) await this.#fileSystem.unlink(this.path).catch(() => undefined);
  }

  /** Removes the temporary files that killed writers left beside the target, see {@link sweepLeftovers}, but not this one. */
  async sweepOthers(): Promise<void> {
    await sweepLeftovers(this.#target, this.#fileSystem, this.path);
  }

  async #close(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }
}

/** Removes temporary files of `target`, which may hold tokens, if their process has ended or is this one; but not `kept`. */
export async function sweepLeftovers(target: string, fileSystem: TemporaryFileSystem, kept?: string): Promise<void> {
  const folder = dirname(target);
  const prefix = prefixOf(target);
  for (const name of await fileSystem.readdir(folder)) {
    if (!name.startsWith(prefix) || join(folder, name) === kept) continue;
    const match = /^(\d+)-[0-9a-f]{12}\.tmp$/.exec(name.slice(prefix.length));
    if (match && !isOtherLivingProcess(Number(match[1]))) {
      await fileSystem.unlink(join(folder, name)).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    }
  }
}

/** A name for a temporary file of this process beside `target`. */
export function temporaryName(target: string): string {
  // The last 12 digits of a random UUID are random. Faster than random bytes, because Node keeps UUIDs ready.
  return join(dirname(target), `${prefixOf(target)}${process.pid}-${randomUUID().slice(-12)}.tmp`);
}

function prefixOf(target: string): string {
  return `.${basename(target)}.`;
}

async function writeCompletely(file: nodeFileSystem.FileHandle, bytes: Uint8Array, path: string): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, written);
    if (bytesWritten === 0)
      throw new AxiomTokenError('STORAGE_FULL', { message: `There is no room for another file beside ${path}.` });
    written += bytesWritten;
  }
}

async function hasBytes(file: nodeFileSystem.FileHandle, bytes: Uint8Array): Promise<boolean> {
  // One byte more than was written, so that a file that is too long is noticed.
  const copy = Buffer.alloc(bytes.length + 1);
  let read = 0;
  for (;;) {
    const { bytesRead } = await file.read(copy, read, copy.length - read, read);
    read += bytesRead;
    if (bytesRead === 0 || read >= bytes.length) break;
  }
  return Buffer.compare(copy.subarray(0, read), bytes) === 0;
}

function isOtherLivingProcess(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}
