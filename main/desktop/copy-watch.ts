// Looks whether the program on the disk is still the one that runs, whenever somebody asks: when the window is shown, a menu opens, another start comes, before
// a new window and around each refresh. It has no timer: an idle app must not wake for it. Made by main/desktop/open-app.ts; replaced-copy.ts decides.
import { closeSync, lstatSync, openSync, readSync } from 'node:fs';
import * as path from 'node:path';
import { appImageOf } from '../adapters/autostart/started-program';
import { ChangeEmitter } from '../core/flow/change-emitter';
import type { Unsubscribe } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import { versionInArchive } from './archive-version';
import { copyKind, type CopyState, type FileMark, type FoundFile } from './replaced-copy';

/** The files that a copy of the app is known by. */
export interface CopyFiles {
  /** Those that are looked at; none where the app runs from source, whose files change at any time. */
  readonly paths: readonly string[];
  /** The archive in which a version can be found. */
  readonly archive?: string | undefined;
}

/** What is asked of the disk. */
export interface CopyDisk {
  /** `undefined` where nothing is. @throws where that cannot be told */
  mark(file: string): FileMark | undefined;
  version(archive: string): string | undefined;
}

/** What has become of this copy of the app. */
export interface CopyWatch {
  /** Looks at the disk, two files at most, and tells listeners of a change. Never throws. */
  look(): CopyState;
  /** As it was at the last look. */
  readonly state: CopyState;
  onChange(listener: () => void): Unsubscribe;
}

/** The files of the program that runs. What an AppImage is mounted as stays as it was; its file is what is replaced. */
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

/** Starts with how the files are now. */
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
      // One that is still being written is looked into again once it has changed.
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

/** The disk of this computer. */
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

/** For Electron an archive is a folder, unless it is told to leave it to Node. */
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
