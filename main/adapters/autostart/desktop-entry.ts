// Writes and reads the desktop file that starts the app with the session, by the Desktop Entry Specification 1.5 and the Desktop Application Autostart
// Specification. Pure.
import { AxiomTokenError } from '../../core/base/errors';

/** Marks a file that this app has written: no other program uses this key. */
const OUR_KEY = 'X-Axiom-Token-Manager';

/** Characters that an argument must not contain outside quotes. */
const RESERVED = /[\s"'\\<>~|&;$*?#()`]/;

/**
 * The content of a file. `foreign`: another program wrote it. `command`: the text after `Exec=`; `isEnabled`: no key switches it off in this session;
 * `tryExec`: the session starts it only if this program exists.
 */
export type FoundEntry =
  | { readonly kind: 'foreign' }
  | { readonly kind: 'ours'; readonly isEnabled: boolean; readonly command: string; readonly tryExec?: string };

/** The text of the whole file. @throws AxiomTokenError `INVALID_INPUT` when the program's path cannot be written in such a file */
export function desktopEntry(command: readonly [program: string, ...args: string[]]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.0',
    'Name=Axiom Token Manager',
    'Comment=Keeps Axiom Trade sign-ins alive',
    `Exec=${execLine(command)}`,
    'Terminal=false',
    'StartupNotify=false',
    `${OUR_KEY}=1`,
    '',
  ].join('\n');
}

/** The text after `Exec=`. @throws AxiomTokenError `INVALID_INPUT` */
export function execLine([program, ...args]: readonly [program: string, ...args: string[]]): string {
  if (program.includes('=')) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: `A program whose path contains an equals sign cannot be started with the session: ${program}.`,
      remedy: 'Move the app to a path without one, start it there, then switch this on. Nothing was changed.',
    });
  }
  return [program, ...args].map((argument) => escapedValue(quoted(argument.replaceAll('%', '%%')))).join(' ');
}

/** The program that a text after `Exec=` starts; `undefined` when its quotes do not end. */
export function programOfExec(text: string): string | undefined {
  const value = unescaped(text).trimStart();
  const [, inQuotes, plain] = /^(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?:\s|$)/.exec(value) ?? [];
  const program = inQuotes === undefined ? plain : inQuotes.replaceAll(/\\(["`$\\])/g, '$1');
  return program?.replaceAll('%%', '%');
}

/** Reads a desktop file of the autostart folder. `desktops`: the names in `$XDG_CURRENT_DESKTOP`. Never throws: a file that is not understood is `foreign`. */
export function readDesktopEntry(text: string, desktops: readonly string[]): FoundEntry {
  const keys = keysOfMainGroup(text);
  const command = keys.get('Exec');
  if (!keys.has(OUR_KEY) || command === undefined) return { kind: 'foreign' };
  const isEnabled =
    keys.get('Hidden') !== 'true' && keys.get('X-GNOME-Autostart-enabled') !== 'false' && isForOneOf(desktops, keys);
  const tryExec = unescaped(keys.get('TryExec') ?? '');
  return { kind: 'ours', isEnabled, command, ...(tryExec === '' ? {} : { tryExec }) };
}

/** Whether the file is for one of the desktops. The first of them that is in one of the two lists decides; if none is, the file counts unless `OnlyShowIn` is set. */
function isForOneOf(desktops: readonly string[], keys: ReadonlyMap<string, string>): boolean {
  const listed = (name: string): readonly string[] | undefined => keys.get(name)?.split(';').filter(Boolean);
  const [only, not] = [listed('OnlyShowIn'), listed('NotShowIn')];
  const decides = desktops.find((desktop) => only?.includes(desktop) || not?.includes(desktop));
  return decides === undefined ? only === undefined : only?.includes(decides) === true;
}

/** Undoes the escapes of {@link escapedValue}. */
function unescaped(value: string): string {
  const meant: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r' };
  return value.replaceAll(/\\(.)/g, (_escape, letter: string) => meant[letter] ?? letter);
}

/** Quotes the argument if the specification requires it. */
function quoted(argument: string): string {
  if (argument !== '' && !RESERVED.test(argument)) return argument;
  return `"${argument.replaceAll(/["`$\\]/g, '\\$&')}"`;
}

/** Applies the escapes of all strings in a desktop file. Done after quoting, so a backslash from quoting becomes two. */
function escapedValue(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');
}

/** The keys of the group "Desktop Entry"; if a key occurs twice, the first one counts. */
function keysOfMainGroup(text: string): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  let group = '';
  for (const line of text.split(/\r?\n/)) {
    const header = /^\[([^[\]]*)\]\s*$/.exec(line);
    if (header) group = header[1] ?? '';
    const entry = /^([A-Za-z0-9-]+)[ \t]*=[ \t]*(.*?)[ \t]*$/.exec(line);
    if (group === 'Desktop Entry' && entry?.[1] !== undefined && !keys.has(entry[1]))
      keys.set(entry[1], entry[2] ?? '');
  }
  return keys;
}
