// Makes texts safe for a terminal. Names, reasons and paths come from other programs; nothing in them may move the
// cursor, ring the bell, reverse the text or imitate a line of this program. Pure.

/** Control characters, line breaks, and invisible or direction-changing characters. */
const NO_LETTERS = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const NO_LETTERS_OF_LINES = /\p{Cc}\[(?:0|1|2|31|32|33)m|(?!\n)[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const IN_PLACE = '\uFFFD';
const ESCAPE = '\u001b';

/** Makes a text safe, on one line. */
export function shownLine(text: string): string {
  return text.replace(NO_LETTERS, IN_PLACE);
}

/**
 * Makes several lines safe. Texts of other programs in them were already passed through {@link shownLine}. `hasColor`
 * keeps our own colours.
 */
export function shownLines(text: string, hasColor = false): string {
  return text.replace(NO_LETTERS_OF_LINES, (found) => {
    if (found.length === 1) return IN_PLACE;
    return hasColor && found.startsWith(ESCAPE) ? found : `${IN_PLACE}${found.slice(1)}`;
  });
}

/** The same object with {@link shownLine} applied to each text in it. */
export function shownValue<Value>(value: Value): Value {
  return shown(value) as Value;
}

function shown(value: unknown): unknown {
  if (typeof value === 'string') return shownLine(value);
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [shownLine(key), shown(each)]));
}
