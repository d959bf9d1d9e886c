// A path as it is shown: whoever names a file could write sentences of the app's, or have made it of a token. Pure.

/** Line breaks and other controls, and what turns the direction of writing. */
const NO_LETTERS = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const TOKEN = /e[wy][A-Za-z0-9][\w-]{12,}(?:\.[\w-]*){0,2}/g;

/** The path without them. */
export function shownPath(path: string): string {
  return path.replace(NO_LETTERS, '\uFFFD').replace(TOKEN, '…');
}
