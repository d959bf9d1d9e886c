// Checks whether the app's files on the disk are still the ones that run. Checks on demand: when the window or a menu opens, on a second start, before a new window
// and around each refresh. There is no timer, so an idle app does not wake up. Made by main/desktop/open-app.ts; replaced-copy.ts decides.
import { closeSync, lstatSync, openSync, readSync } from 'node:fs';
import * as path from 'node:path';
import { appImageOf } from '../adapters/autostart/started-program';
import { ChangeEmitter } from '../core/flow/change-emitter';
import type { Unsubscribe } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import { versionInArchive } from './archive-version';
import { copyKind, type CopyState, type FileMark, type FoundFile } from './replaced-copy';

/** The files that identify this copy of the app. */
export interface CopyFiles {
  /** The files to check; none when the app runs from source, where files change at any time. */
  readonly paths: readonly string[];
  /** The archive that contains the version. */
  readonly archive?: string | undefined;
}

/** File access, replaced in tests. */
export interface CopyDisk {
  /** `undefined` when the file does not exist. @throws when that cannot be found out */
  mark(file: string): FileMark | undefined;
  version(archive: string): string | undefined;
}

/** Whether this copy was replaced. */
export interface CopyWatch {
  /** Checks the disk (two files at most) and calls listeners on a change. Never throws. */
  look(): CopyState;
  /** The result of the last check. */
  readonly state: CopyState;
  onChange(listener: () => void): Unsubscribe;
}

/** The files of the running program. An AppImage's mounted content never changes, so its file is checked. */
export function filesOfCopy(
  program: Pick<NodeJS.Process, 'execPath' | 'env'> & { readonly resourcesPath: string },
  isPackaged: boolean,
): CopyFiles {
  const { execPath, env, resourcesPath } = program;
  if (!isPackaged) return { paths: [] };
  const appImage = appImageOf(execPath, env);
  if (appImage !== undefined) return { paths: [appImage] };
  const archive = path.join(resourcesPath, 'app.asar');
  return { paths: [archive, execPath], archive };
}

/** Remembers the files as they are now. */
export function createCopyWatch({ paths, archive }: CopyFiles, disk: CopyDisk, logger: Logger): CopyWatch {
  const changes = new ChangeEmitter(logger);
  const find = (file: string): FoundFile => {
    try {
      return disk.mark(file) ?? 'gone';
    } catch {
      return 'unknown';
    }
  };
  const atStart = paths.map(find);
  let found = JSON.stringify(atStart);
  let state: CopyState = { kind: 'same' };
  return {
    look() {
      const files = paths.map(find);
      const text = JSON.stringify(files);
      // An archive that is still being written is read again once it has changed.
      if (text === found) return state;
      found = text;
      const kind = copyKind(atStart, files);
      const before = state;
      state = kind === 'replaced' ? { kind, version: archive && disk.version(archive) } : { kind };
      if (JSON.stringify(state) === JSON.stringify(before)) return state;
      logger.warn('the files of this app have changed while it ran', { ...state });
      changes.emit();
      return state;
    },
    get state() {
      return state;
    },
    onChange: (listener) => changes.subscribe(listener),
  };
}

/** The real disk. */
export const COPY_DISK: CopyDisk = {
  mark: (file) =>
    pastElectron(() => {
      const found = lstatSync(file, { throwIfNoEntry: false });
      return found && { device: found.dev, inode: found.ino, size: found.size, modifiedAtMs: found.mtimeMs };
    }),
  version: (archive) =>
    pastElectron(() => {
      let opened: number | undefined;
      try {
        const file = openSync(archive, 'r');
        opened = file;
        return versionInArchive((position, length) => {
          const bytes = Buffer.alloc(length);
          return bytes.subarray(0, readSync(file, bytes, 0, length, position));
        });
      } catch {
        return undefined;
      } finally {
        if (opened !== undefined) closeSync(opened);
      }
    }),
};

/** Electron treats an archive as a folder; this turns that off for one call. */
function pastElectron<Value>(ask: () => Value): Value {
  const program = process as { noAsar?: boolean };
  const before = program.noAsar ?? false;
  program.noAsar = true;
  try {
    return ask();
  } finally {
    program.noAsar = before;
  }
}
