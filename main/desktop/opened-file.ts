// What a start of the app was given to open: by a double click on a backup, "Open with", or the command line. Pure; nothing is looked at on the disk, and
// whoever starts a program could have given it, so it is only ever shown until a person goes on. Used by main/desktop/index.ts.
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxiomTokenError } from '../core/base/errors';
import { shownPath } from '../core/leftovers/shown-path';

/** What a program was started with, besides switches. */
export interface GivenToOpen {
  readonly files: readonly string[];
  /** Where it was started; absent where that folder is gone. */
  readonly directory?: string;
}

/** One backup, by its whole path, or why nothing is opened. */
export type OpenedFile =
  | { readonly kind: 'backup'; readonly path: string }
  | { readonly kind: 'refused'; readonly error: AxiomTokenError };

/** How the names of backups end; whatever they look like otherwise, the file itself is judged when it is read. */
const BACKUP_ENDING = '.axiombackup';

/** No path of any system is longer. */
const MAX_LENGTH = 4096;

/** With this many it is known that there are several. A second start has to tell them to the first one in a short message. */
const MAX_FILES = 2;

/** Longer than this a name is cut where it is shown. */
const SHOWN_LENGTH = 80;

/** What is to be opened, of the whole command line. From source the first that is no switch is the folder of the app. */
export function givenToOpen(argv: readonly string[], isPackaged: boolean, directory: string | undefined): GivenToOpen {
  const [, ...given] = argv;
  const end = given.indexOf('--');
  const named = (end < 0 ? given : given.slice(0, end)).filter((argument) => !argument.startsWith('-'));
  const files = [...named, ...(end < 0 ? [] : given.slice(end + 1))].slice(isPackaged ? 0 : 1);
  return withDirectory(
    files
      .filter((file) => file !== '')
      .slice(0, MAX_FILES)
      // One that is too long is still too long then.
      .map((file) => file.slice(0, MAX_LENGTH + 1)),
    directory,
  );
}

/** What Chromium passes on to the app that runs is 32 KB; with more a second start ends the first one, as if that had hung. */
const MOST_BYTES = 31_000;

/** Whether a second start can tell the first one of it: its command line goes along, and each letter of what is told may take three bytes. */
export function canBeTold(argv: readonly string[], given: GivenToOpen): boolean {
  const told = JSON.stringify(given).length * 3;
  return argv.reduce((sum, argument) => sum + Buffer.byteLength(argument) + 1, told) <= MOST_BYTES;
}

/** What a second start has told, which could be any program. */
export function toldToOpen(told: unknown): GivenToOpen {
  const { files, directory } = isObject(told) ? told : {};
  const isWhole = Array.isArray(files) && files.length <= MAX_FILES && files.every(isText);
  return withDirectory(isWhole ? files : [], isText(directory) ? directory : undefined);
}

/** What is opened of it; `undefined` where nothing was given. */
export function openedFile({ files, directory }: GivenToOpen, platform: NodeJS.Platform): OpenedFile | undefined {
  const found = files.map((file) => judged(file, directory, platform));
  const [first, second] = found;
  if (!first || !second) return first;
  const isSame = first.kind === 'backup' && second.kind === 'backup' && first.path === second.path;
  return isSame ? first : refused('Several files were opened at once. One backup is restored at a time.', 'Open one.');
}

function judged(file: string, directory: string | undefined, platform: NodeJS.Platform): OpenedFile {
  const system = platform === 'win32' ? path.win32 : path.posix;
  const name = `“${shownName(file)}”`;
  if (file.length > MAX_LENGTH) return refused(`The path of ${name} is too long.`, 'Move the file to a shorter one.');
  const isAddress = /^([a-z][a-z\d+.-]+:\/\/|file:)/i.test(file);
  const given = isAddress ? pathOfAddress(file) : file;
  if (given === undefined || given.includes('\0') || /^\\\\[.?]\\/.test(given)) {
    return refused(`${name} is not a file on this computer.`, 'Save it on this computer, then open that file.');
  }
  // What stands in for letters that are no UTF-8.
  if (given.includes('\uFFFD')) return refused(`The name of ${name} cannot be read.`, 'Rename the file, then open it.');
  if (!given.toLowerCase().endsWith(BACKUP_ENDING)) {
    return refused(
      `${name} does not look like a backup of this app: their names end in ${BACKUP_ENDING}.`,
      'If it is one all the same, choose it under “Restore…” in the menu.',
    );
  }
  if (system.isAbsolute(given)) return { kind: 'backup', path: system.normalize(given) };
  return directory === undefined
    ? refused(`The folder in which ${name} was opened is gone.`, 'Open the file from the folder where it lies.')
    : { kind: 'backup', path: system.resolve(directory, given) };
}

/** `undefined` for addresses of anything else, and for what is no address. */
function pathOfAddress(address: string): string | undefined {
  try {
    return fileURLToPath(address);
  } catch {
    return undefined;
  }
}

/** The last part, as it may be shown. */
function shownName(file: string): string {
  const name = shownPath(file.split(/[\\/]/).filter(Boolean).at(-1) ?? file);
  return name.length > SHOWN_LENGTH ? `${name.slice(0, SHOWN_LENGTH)}…` : name;
}

function refused(message: string, remedy: string): OpenedFile {
  return {
    kind: 'refused',
    error: new AxiomTokenError('INVALID_INPUT', { message, remedy: `${remedy} Nothing was changed.` }),
  };
}

function withDirectory(files: readonly string[], directory: string | undefined): GivenToOpen {
  return directory === undefined ? { files } : { files, directory };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_LENGTH + 1;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
