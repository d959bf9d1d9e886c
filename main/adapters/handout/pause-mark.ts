// A file in the state folder that marks everything as paused, for a data folder in which `pause.json` cannot be written: even on a full disk an empty file can be
// made. The existence of the file is the pause; its content is only shown.
import {
  closeSync,
  constants,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  realpathSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import * as z from 'zod';
import type { Unsubscribe } from '../../core/ports/clock';
import type { PauseState } from '../../handout/handout-state';
import { readBoundedSync } from '../files/bounded-read';
import { errnoOf, isMissing, toStorageError } from '../files/storage-error';
import { placeHash } from '../places/place-hash';
import { watchFile } from '../places/watch-file';

/** More than a pause needs. */
const MAX_BYTES = 16 * 1024;
/** No link is followed. Windows has no such flag. */
const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0);

const wordsSchema = z.looseObject({ sinceMs: z.number().optional(), reason: z.string().optional() });

export class PauseMark {
  readonly path: string;

  constructor(stateDirectory: string, dataDirectory: string) {
    this.path = join(stateDirectory, `${placeHash(nameOf(dataDirectory))}.paused`);
  }

  /** The pause state; `undefined` when there is no mark. If that cannot be found out, it counts as paused: a token that was handed out cannot be taken back. */
  read(): PauseState | undefined {
    try {
      // `throwIfNoEntry: false`, because making an error takes longer than the call itself.
      if (!lstatSync(this.path, { throwIfNoEntry: false })) return undefined;
    } catch (error) {
      return isMissing(error) ? undefined : { isPaused: true, isLost: true };
    }
    return { isPaused: true, ...this.#words() };
  }

  /** Makes the mark; durable when it returns. @throws AxiomTokenError `STORAGE_*` */
  leave({ sinceMs, reason }: PauseState): void {
    try {
      makeFoldersNow(dirname(this.path));
      const file = openSync(this.path, FLAGS, 0o600);
      try {
        tryNow(() => writeSync(file, JSON.stringify({ sinceMs, reason })));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
    } catch (error) {
      throw toStorageError(error, this.path, 'write');
    }
    tryNow(() => {
      const folder = openSync(dirname(this.path), constants.O_RDONLY);
      try {
        fsyncSync(folder);
      } finally {
        closeSync(folder);
      }
    });
  }

  /** Removes the mark. @throws AxiomTokenError `STORAGE_*` when it is still there */
  remove(): void {
    try {
      unlinkSync(this.path);
    } catch (error) {
      if (!isMissing(error)) throw toStorageError(error, this.path, 'write');
    }
  }

  /** Calls `listener` after any process has left or removed the mark; returns `undefined` when that cannot be watched now. */
  watch(listener: () => void): Unsubscribe | undefined {
    return watchFile(this.path, async () => false, listener);
  }

  #words(): Pick<PauseState, 'sinceMs' | 'reason'> {
    try {
      const found = readBoundedSync({ path: this.path, maxBytes: MAX_BYTES, followsLinks: false });
      if (typeof found === 'string') return {};
      const { sinceMs, reason } = wordsSchema.parse(JSON.parse(found.bytes.toString('utf8')));
      return { ...(sinceMs === undefined ? {} : { sinceMs }), ...(reason === undefined ? {} : { reason }) };
    } catch {
      return {};
    }
  }
}

/** Makes the folder with those above it. Not with Node's `recursive` option, for the reason in make-folders.ts. */
function makeFoldersNow(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return;
    if (!isMissing(error) || dirname(folder) === folder) throw error;
    makeFoldersNow(dirname(folder));
    mkdirSync(folder, { mode: 0o700 });
  }
}

/** The path of a folder with links resolved. */
function nameOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return resolve(folder);
  }
}

/** Runs something that may fail. */
function tryNow(run: () => void): void {
  try {
    run();
  } catch {
    // The mark itself is there.
  }
}
