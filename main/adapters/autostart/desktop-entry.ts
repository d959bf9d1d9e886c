// The text of a desktop file that starts the app with the session, and what one that was found says. By the Desktop Entry Specification 1.5 and the
// Desktop Application Autostart Specification. Pure.
import { AxiomTokenError } from '../../core/base/errors';

/** Whoever wrote the file: this key stands in no other program's. */
const OUR_KEY = 'X-Axiom-Token-Manager';

/** What an argument must not hold outside quotes. */
const RESERVED = /[\s"'\\<>~|&;$*?#()`]/;

/**
 * What a found file says. `command` is the text behind `Exec=`; `isEnabled`: no key switches it off in this session; `tryExec`: a program without which
 * the session does not start it.
 */
export type FoundEntry =
  | { readonly kind: 'foreign' }
  | { readonly kind: 'ours'; readonly isEnabled: boolean; readonly command: string; readonly tryExec?: string };

/** The whole file. @throws AxiomTokenError `INVALID_INPUT` where the program's path cannot be written in such a file */
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

/** What stands behind `Exec=`. @throws AxiomTokenError `INVALID_INPUT` */
export function execLine([program, ...args]: readonly [program: string, ...args: string[]]): string {
  if (program.includes('=')) {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: `A program whose path has an equals sign cannot be started with the session: ${program}.`,
      remedy: 'Move the app into a folder without one, start it there, then switch this on. Nothing was changed.',
    });
  }
  return [program, ...args].map((argument) => escapedValue(quoted(argument.replaceAll('%', '%%')))).join(' ');
}

/** The program that a text behind `Exec=` starts; `undefined` where its quotes do not end. */
export function programOfExec(text: string): string | undefined {
  const value = unescaped(text).trimStart();
  const [, inQuotes, plain] = /^(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?:\s|$)/.exec(value) ?? [];
  const program = inQuotes === undefined ? plain : inQuotes.replaceAll(/\\(["`$\\])/g, '$1');
  return program?.replaceAll('%%', '%');
}

/** Reads a desktop file that lies in the autostart folder. `desktops`: the names in `$XDG_CURRENT_DESKTOP`. Never throws: what is not understood is not ours. */
export function readDesktopEntry(text: string, desktops: readonly string[]): FoundEntry {
  const keys = keysOfMainGroup(text);
  const command = keys.get('Exec');
  if (!keys.has(OUR_KEY) || command === undefined) return { kind: 'foreign' };
  const isEnabled =
    keys.get('Hidden') !== 'true' && keys.get('X-GNOME-Autostart-enabled') !== 'false' && isForOneOf(desktops, keys);
  const tryExec = unescaped(keys.get('TryExec') ?? '');
  return { kind: 'ours', isEnabled, command, ...(tryExec === '' ? {} : { tryExec }) };
}

/** Of the desktops, in their order, the first that a list names decides; where none is named, it is for all that no list picks out. */
function isForOneOf(desktops: readonly string[], keys: ReadonlyMap<string, string>): boolean {
  const listed = (name: string): readonly string[] | undefined => keys.get(name)?.split(';').filter(Boolean);
  const [only, not] = [listed('OnlyShowIn'), listed('NotShowIn')];
  const decides = desktops.find((desktop) => only?.includes(desktop) || not?.includes(desktop));
  return decides === undefined ? only === undefined : only?.includes(decides) === true;
}

/** The text behind the escapes of {@link escapedValue}. */
function unescaped(value: string): string {
  const meant: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r' };
  return value.replaceAll(/\\(.)/g, (_escape, letter: string) => meant[letter] ?? letter);
}

/** Quoted where the specification asks for it. */
function quoted(argument: string): string {
  if (argument !== '' && !RESERVED.test(argument)) return argument;
  return `"${argument.replaceAll(/["`$\\]/g, '\\$&')}"`;
}

/** The escapes that hold for every string in a desktop file; applied after the quotes, so a backslash there becomes two. */
function escapedValue(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r');
}

/** The keys of the group "Desktop Entry"; the first of two with one name counts. */
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
