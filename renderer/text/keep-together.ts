// Prevents line breaks between a number and its word, as in "30 s", "12 min 04 s", "21 Dec" and "3:36 PM".
// Pure; keep-texts-together.ts applies it to every text of the window.

const NO_BREAK = '\u00a0';

/** A number and its word: a unit, AM or PM, a month (a lower-case month only before a comma or a year). */
const BEFORE_WORD =
  /(\d\.?) (?=(?:ms|s|min|h|days?|hours?|minutes?|seconds?|[AP]M|\p{Lu}\p{L}{2,3}\.?|\p{Ll}{3,5}\.?(?:,| \d{4}))(?!\p{L}))/gu;
/** The parts of one duration. */
const BETWEEN_PARTS = /(\d\u00a0(?:days?|h|min)) (?=\d+\u00a0(?:h|min|s)(?!\p{L}))/gu;
/** A month before its day, and after its day before the year. */
const AFTER_MONTH = /((?<!\p{L})\p{Lu}\p{L}{2,3}\.?(?= \d)|\d\.?\u00a0\p{L}{3,5}\.?(?= \d{4}(?!\d))) /gu;

/** The text with non-breaking spaces. */
export function keepTogether(text: string): string {
  return /\d/.test(text)
    ? text
        .replace(BEFORE_WORD, `$1${NO_BREAK}`)
        .replace(BETWEEN_PARTS, `$1${NO_BREAK}`)
        .replace(AFTER_MONTH, `$1${NO_BREAK}`)
    : text;
}
