// The start with a Linux session: one desktop file in the folder that the session looks through. A file there that the app has not written is named and left.
import { join } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import type { Autostart, AutostartState } from '../../core/ports/autostart';
import { identify, isAsWritten, removeFileDurably, writeFileAtomically } from '../files/atomic-file';
import { notOrdinary, readBounded } from '../files/bounded-read';
import { makeFolders } from '../files/make-folders';
import { isMissing, toStorageError } from '../files/storage-error';
import { desktopEntry, execLine, readDesktopEntry } from './desktop-entry';

/** The file in the autostart folder. */
export const AUTOSTART_FILE = 'axiom-token-manager.desktop';

/** Far more than such a file needs. */
const MAX_BYTES = 64 * 1024;

export interface DesktopFileAutostartOptions {
  /** `$XDG_CONFIG_HOME/autostart`; made when it is not there. */
  readonly directory: string;
  readonly command: readonly [program: string, ...args: string[]];
}

/** The port over that file. */
export function createDesktopFileAutostart({ directory, command }: DesktopFileAutostartOptions): Autostart {
  const path = join(directory, AUTOSTART_FILE);
  const read = async (): Promise<AutostartState> => {
    const found = await readEntry(path);
    if (found === undefined || !found.isEnabled) return 'off';
    return found.command === execLine(command) ? 'on' : 'other';
  };
  return {
    read,
    async set(isOn) {
      const text = desktopEntry(command);
      const identity = await identify(path);
      const found = await readEntry(path);
      const isUnchanged = async () => {
        if (found !== undefined && !(await isAsWritten(path, identity))) throw changedMeanwhile(path);
      };
      if (isOn) {
        try {
          await makeFolders(directory);
        } catch (error) {
          throw toStorageError(error, directory, 'write');
        }
        const mayReplace = async () => {
          await isUnchanged();
          return undefined;
        };
        await writeFileAtomically(path, Buffer.from(text), { replace: found !== undefined, mayReplace });
      } else if (found?.isEnabled) {
        await isUnchanged();
        await removeFileDurably(path);
      }
    },
  };
}

/** The app's own file; `undefined` where there is none. @throws AxiomTokenError for any other */
async function readEntry(path: string): Promise<{ readonly isEnabled: boolean; readonly command: string } | undefined> {
  let text: string;
  try {
    const content = await readBounded({ path, maxBytes: MAX_BYTES, followsLinks: false });
    if (typeof content === 'string') throw notOrdinary(path);
    text = content.bytes.toString('utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw toStorageError(error, path, 'read');
  }
  const found = readDesktopEntry(text);
  if (found.kind === 'ours') return found;
  throw new AxiomTokenError('STORAGE_DENIED', {
    message: `${path} was not written by this app, so it is left as it is.`,
    remedy: 'Remove or rename that file, then try again. Nothing was changed.',
  });
}

function changedMeanwhile(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `${path} was changed by another program at the same moment.`,
    remedy: 'Try again. Nothing was changed.',
  });
}
