// What a program says it wants a token for, as it may stand in a question, a trail and a terminal.

const MOST_LETTERS = 200;

/** One line without anything that moves a cursor, turns letters round or hides them; `undefined` where nothing is left of it. */
export function plainReason(reason: string | undefined): string | undefined {
  const plain = reason?.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  if (!plain) return undefined;
  const letters = [...plain];
  return letters.length <= MOST_LETTERS ? plain : `${letters.slice(0, MOST_LETTERS - 1).join('')}…`;
}
