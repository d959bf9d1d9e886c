// Paths in the lines of `doctor`: with "~" for the home folder, so that a copied report does not contain the user's name; and quoted for a shell. Pure.
import { shownPath } from '../../core/leftovers/shown-path';

export interface ShownPaths {
  readonly home: string;
}

/** The path as it is shown to the user. */
export function shownInHome(path: string, { home }: ShownPaths): string {
  return shownPath(isBelow(path, home) ? `~${path.slice(home.length)}` : path);
}

/** The path quoted for a POSIX shell: always one word. */
export function quotedPath(path: string, { home }: ShownPaths): string {
  const [before, rest] = isBelow(path, home) ? ['~/', path.slice(home.length + 1)] : ['', path];
  return /^[\w./@+-]+$/.test(rest) ? `${before}${rest}` : `${before}'${rest.replaceAll("'", `'\\''`)}'`;
}

function isBelow(path: string, home: string): boolean {
  return home.length > 1 && (path.startsWith(`${home}/`) || path.startsWith(`${home}\\`));
}
