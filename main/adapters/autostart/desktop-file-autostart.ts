// Starts the app with a Linux session, by a desktop file in the session's autostart folder. A file there that another program wrote, or a link, is reported and
// not changed.
import { access, constants, lstat, realpath } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import type { Autostart, AutostartState } from '../../core/ports/autostart';
import { identify, isAsWritten, removeFileDurably, writeFileAtomically } from '../files/atomic-file';
import { notOrdinary, readBounded } from '../files/bounded-read';
import { makeFolders } from '../files/make-folders';
import { errnoOf, isMissing, toStorageError } from '../files/storage-error';
import { desktopEntry, execLine, readDesktopEntry } from './desktop-entry';

/** The file in the autostart folder. */
export const AUTOSTART_FILE = 'axiom-token-manager.desktop';

/** The target of a link that the user has made so that nothing starts. */
const MASK = '/dev/null';

/** Far more than such a file needs. */
const MAX_BYTES = 64 * 1024;

export interface DesktopFileAutostartOptions {
  /** `$XDG_CONFIG_HOME/autostart`; made if it does not exist. */
  readonly directory: string;
  readonly command: readonly [program: string, ...args: string[]];
  /** The environment; `XDG_CURRENT_DESKTOP` and `PATH` are used. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The content of a desktop file that this app has written. */
export interface OwnEntry {
  /** Whether no key switches it off in this session. */
  readonly isSwitchedOn: boolean;
  /** Whether the session really starts it: it is switched on, and the program in `TryExec` exists. */
  readonly isEnabled: boolean;
  readonly command: string;
}

/** The Autostart port for Linux. */
export function createDesktopFileAutostart({ directory, command, env }: DesktopFileAutostartOptions): Autostart {
  const path = join(directory, AUTOSTART_FILE);
  const read = async (): Promise<AutostartState> => {
    const found = await readAutostartEntry(directory, env);
    if (found === undefined || !found.isEnabled) return 'off';
    return found.command === execLine(command) ? 'on' : 'other';
  };
  return {
    read,
    async set(isOn) {
      const text = desktopEntry(command);
      const identity = await identify(path);
      const found = await readAutostartEntry(directory, env);
      if (!isOn && !found?.isEnabled) return;
      if (await isLink(path)) throw leftAsLink(path);
      const isUnchanged = async () => {
        if (found !== undefined && !(await isAsWritten(path, identity))) throw changedMeanwhile(path);
      };
      if (isOn) {
        try {
          await makeFolders(directory);
        } catch (error) {
          throw noFolder(error, directory) ?? toStorageError(error, directory, 'write');
        }
        const mayReplace = async () => {
          await isUnchanged();
          return undefined;
        };
        await writeFileAtomically(path, Buffer.from(text), { replace: found !== undefined, mayReplace });
      } else {
        await isUnchanged();
        await removeFileDurably(path);
      }
    },
  };
}

/** The app's own file, also through a link; `undefined` when there is none or it is a link to `/dev/null`. @throws AxiomTokenError for a file of another program */
export async function readAutostartEntry(
  directory: string,
  env: DesktopFileAutostartOptions['env'],
): Promise<OwnEntry | undefined> {
  const path = join(directory, AUTOSTART_FILE);
  let text: string;
  try {
    if ((await realpath(path)) === MASK) return undefined;
    const content = await readBounded({ path, maxBytes: MAX_BYTES, followsLinks: true });
    if (typeof content === 'string') throw notOrdinary(path);
    text = content.bytes.toString('utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw noFolder(error, directory) ?? toStorageError(error, path, 'read');
  }
  const found = readDesktopEntry(text, (env['XDG_CURRENT_DESKTOP'] ?? '').split(':'));
  if (found.kind === 'ours') {
    const isEnabled = found.isEnabled && (found.tryExec === undefined || (await canBeRun(found.tryExec, env['PATH'])));
    return { isSwitchedOn: found.isEnabled, isEnabled, command: found.command };
  }
  throw new AxiomTokenError('STORAGE_DENIED', {
    message: `${path} was not written by this app, so it is left as it is.`,
    remedy: 'Remove or rename that file, then try again. Nothing was changed.',
  });
}

/** Whether the session finds the program, at its path or in a folder of `$PATH`. */
export async function canBeRun(program: string, searched = ''): Promise<boolean> {
  const places = isAbsolute(program) ? [program] : searched.split(delimiter).map((folder) => join(folder, program));
  const found = await Promise.all(
    places.map((place) =>
      access(place, constants.X_OK).then(
        () => true,
        () => false,
      ),
    ),
  );
  return found.includes(true);
}

async function isLink(path: string): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  return found?.isSymbolicLink() === true;
}

function leftAsLink(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_DENIED', {
    message: `${path} is a link that somebody has put there, so it is left as it is.`,
    remedy: 'Change the file that it leads to, or remove the link and try again. Nothing was changed.',
  });
}

/**
 * The error when the autostart folder is not a folder, or is a link to something that does not exist; `undefined` for
 * other errors.
 */
function noFolder(error: unknown, directory: string): AxiomTokenError | undefined {
  if (!['ENOTDIR', 'EEXIST', 'ENOENT'].includes(errnoOf(error) ?? '')) return undefined;
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `${directory} is not a folder, or is not inside one, so the session can start nothing from there.`,
    remedy: 'Move away what is there instead of a folder, then try again. Nothing was changed.',
    cause: error,
  });
}

function changedMeanwhile(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `${path} was changed by another program at the same moment.`,
    remedy: 'Try again. Nothing was changed.',
  });
}
