// Texts in a terminal. Names, reasons and paths come from others, so nothing in them moves the cursor, rings, turns a line around, ends it or passes for a line of ours. Pure.

/** Controls, line breaks with them, and what turns the direction of writing or is not seen. */
const NO_LETTERS = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const NO_LETTERS_OF_LINES = /\p{Cc}\[(?:0|1|2|31|32|33)m|(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const IN_PLACE = '\uFFFD';
const ESCAPE = '\u001b';

/** On one line. */
export function shownLine(text: string): string {
  return text.replace(NO_LETTERS, IN_PLACE);
}

/** Lines of ours, in which each text of others is a {@link shownLine} already. `hasColor`: the colours that they were painted in stay. */
export function shownLines(text: string, hasColor = false): string {
  return text.replace(NO_LETTERS_OF_LINES, (found) => {
    if (found.length === 1) return IN_PLACE;
    return hasColor && found.startsWith(ESCAPE) ? found : `${IN_PLACE}${found.slice(1)}`;
  });
}

/** The same object with each text in it as a {@link shownLine}. */
export function shownValue<Value>(value: Value): Value {
  return shown(value) as Value;
}

function shown(value: unknown): unknown {
  if (typeof value === 'string') return shownLine(value);
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [shownLine(key), shown(each)]));
}
