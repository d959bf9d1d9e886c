// Which file a start of the app was asked to open: by a double click on a backup, "Open with", or the command line. Pure, without file access. Any program could have
// passed the file, so it is only shown until a person continues. Used by main/desktop/index.ts.
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxiomTokenError } from '../core/base/errors';
import { shownPath } from '../core/leftovers/shown-path';

/** The arguments of a start that are not switches. */
export interface FilesToOpen {
  readonly files: readonly string[];
  /** The working folder; absent when it no longer exists. */
  readonly directory?: string;
}

/** One backup by its absolute path, or why nothing is opened. */
export type OpenedFile =
  | { readonly kind: 'backup'; readonly path: string }
  | { readonly kind: 'refused'; readonly error: AxiomTokenError };

/** The ending of backup names. The content is checked when the file is read. */
const BACKUP_ENDING = '.axiombackup';

/** No system allows longer paths. */
const MAX_LENGTH = 4096;

/** Two are enough to know that there are several; a second start passes them to the first in a short message. */
const MAX_FILES = 2;

/** Longer names are cut for display. */
const SHOWN_LENGTH = 80;

/** The files among the arguments. When the app runs from source, the first argument is the app's folder. */
export function filesToOpen(argv: readonly string[], isPackaged: boolean, directory: string | undefined): FilesToOpen {
  const [, ...given] = argv;
  const end = given.indexOf('--');
  const named = (end < 0 ? given : given.slice(0, end)).filter((argument) => !argument.startsWith('-'));
  const files = [...named, ...(end < 0 ? [] : given.slice(end + 1))].slice(isPackaged ? 0 : 1);
  return withDirectory(
    files
      .filter((file) => file !== '')
      .slice(0, MAX_FILES)
      // Cut one letter above the limit, so that a path that is too long is still recognised.
      .map((file) => file.slice(0, MAX_LENGTH + 1)),
    directory,
  );
}

/** Chromium passes at most 32 KB to the running app; with more, a second start kills the first one, as if it hung. */
const MOST_BYTES = 31_000;

/** Whether a second start can pass this to the first one: its command line is sent as well, and each letter may take three bytes. */
export function canBePassedOn(argv: readonly string[], given: FilesToOpen): boolean {
  const messageBytes = JSON.stringify(given).length * 3;
  return argv.reduce((sum, argument) => sum + Buffer.byteLength(argument) + 1, messageBytes) <= MOST_BYTES;
}

/** Parses what a second start has passed; it could come from any program. */
export function parseFilesToOpen(message: unknown): FilesToOpen {
  const { files, directory } = isObject(message) ? message : {};
  const isWhole = Array.isArray(files) && files.length <= MAX_FILES && files.every(isText);
  return withDirectory(isWhole ? files : [], isText(directory) ? directory : undefined);
}

/** The file to open; `undefined` when none was given. */
export function openedFile({ files, directory }: FilesToOpen, platform: NodeJS.Platform): OpenedFile | undefined {
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
  // Node's replacement for bytes that are not UTF-8.
  if (given.includes('\uFFFD')) return refused(`The name of ${name} cannot be read.`, 'Rename the file, then open it.');
  if (!given.toLowerCase().endsWith(BACKUP_ENDING)) {
    return refused(
      `${name} does not look like a backup of this app: their names end in ${BACKUP_ENDING}.`,
      'If it is one all the same, choose it under “Restore…” in the menu.',
    );
  }
  if (system.isAbsolute(given)) return { kind: 'backup', path: system.normalize(given) };
  return directory === undefined
    ? refused(`The folder in which ${name} was opened is gone.`, 'Open the file from the folder that contains it.')
    : { kind: 'backup', path: system.resolve(directory, given) };
}

/** The path of a `file:` URL; `undefined` for other URLs and invalid ones. */
function pathOfAddress(address: string): string | undefined {
  try {
    return fileURLToPath(address);
  } catch {
    return undefined;
  }
}

/** The last part of the path, safe to display. */
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

function withDirectory(files: readonly string[], directory: string | undefined): FilesToOpen {
  return directory === undefined ? { files } : { files, directory };
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_LENGTH + 1;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
