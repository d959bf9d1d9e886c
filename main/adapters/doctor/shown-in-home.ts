// Paths in the lines of `doctor`: with "~" for the home folder, so that a copied report names no person; and in a form that a shell takes. Pure.
import { shownPath } from '../../core/leftovers/shown-path';

export interface ShownPaths {
  readonly home: string;
}

/** For a person. */
export function shownInHome(path: string, { home }: ShownPaths): string {
  return shownPath(isBelow(path, home) ? `~${path.slice(home.length)}` : path);
}

/** For a POSIX shell: one word, whatever is in it. */
export function quotedPath(path: string, { home }: ShownPaths): string {
  const [before, rest] = isBelow(path, home) ? ['~/', path.slice(home.length + 1)] : ['', path];
  return /^[\w./@+-]+$/.test(rest) ? `${before}${rest}` : `${before}'${rest.replaceAll("'", `'\\''`)}'`;
}

function isBelow(path: string, home: string): boolean {
  return home.length > 1 && (path.startsWith(`${home}/`) || path.startsWith(`${home}\\`));
}
