// Makes the reason that a program states safe for a question, the audit trail and a terminal.

const MOST_LETTERS = 200;

/** The reason on one line, without control characters and those that change the direction of writing; `undefined` when nothing is left. */
export function plainReason(reason: string | undefined): string | undefined {
  const plain = reason?.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  if (!plain) return undefined;
  const letters = [...plain];
  return letters.length <= MOST_LETTERS ? plain : `${letters.slice(0, MOST_LETTERS - 1).join('')}…`;
}
