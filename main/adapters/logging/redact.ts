// Removes secrets from a text before it is logged: the last protection after `Secret`, for texts of libraries and servers (errors, headers, bodies).
// In doubt it removes too much. Used by the file logger.

/** Replaces a secret. */
export const REDACTED = '[secret]';

// A quote may be escaped, also several times, when JSON is inside JSON.
const QUOTE = String.raw`\\{0,8}["']`;
const FIELDS = [
  'password',
  'passphrase',
  'b64password',
  'otpjwttoken',
  'access[_-]?token',
  'refresh[_-]?token',
  'clientsecret',
].join('|');

const RULES: readonly (readonly [RegExp, string])[] = [
  // JWTs, also truncated ones: three parts of base64url; the first part is JSON, so it begins with "eyJ".
  [/eyJ[\w-]{4,}(\.[\w-]*){0,2}/g, REDACTED],
  // Any other text of three long parts. The look-behind keeps the search linear on long words.
  [/(?<![\w-])[\w-]{16,}\.[\w-]{16,}\.[\w-]{16,}/g, REDACTED],
  // Whole header lines, as text or as a field of JSON or of an inspected object.
  [
    new RegExp(String.raw`((?:set-)?cookie|(?:proxy-)?authorization)(${QUOTE})?(\s*[:=]\s*)[^\r\n]*`, 'gi'),
    `$1$2$3${REDACTED}`,
  ],
  // Cookies outside of a header.
  [/\b(auth-[\w-]{1,40}|cf_clearance|__cf_bm)=[^;\s"'\\]*/gi, `$1=${REDACTED}`],
  // Quoted values of fields; without a closing quote, to the end of the line.
  [
    new RegExp(String.raw`((?:${FIELDS})(?:${QUOTE})?\s*[:=]\s*)(${QUOTE})(?:(?!\2)[^\r\n])*(?:\2|$)`, 'gim'),
    `$1$2${REDACTED}$2`,
  ],
  // Bare values of fields: forms, addresses, sentences.
  [new RegExp(String.raw`\b(${FIELDS})(\s*[=:]\s*)(?!\\*["'\s]|\[secret\])[^\s&;,}"']+`, 'gi'), `$1$2${REDACTED}`],
  // One-time codes: six digits in a field of such a name. Other codes must stay readable in the log.
  [new RegExp(String.raw`\b((?:otp|code)(?:${QUOTE})?\s*[=:]\s*(?:${QUOTE})?)\d{6}\b`, 'gi'), `$1${REDACTED}`],
];

/** The text without tokens, cookies, authorisation headers, passwords and one-time codes. */
export function redact(text: string): string {
  return RULES.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}
