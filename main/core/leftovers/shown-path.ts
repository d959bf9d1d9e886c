// Makes a path safe to show: a file name may imitate text of the app, or contain a token. Pure.

/** Line breaks and other control characters, and those that change the direction of writing. */
const NO_LETTERS = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const TOKEN = /e[wy][A-Za-z0-9][\w-]{12,}(?:\.[\w-]*){0,2}/g;

/** The path with such characters replaced, and tokens shortened to "…". */
export function shownPath(path: string): string {
  return path.replace(NO_LETTERS, '\uFFFD').replace(TOKEN, '…');
}
