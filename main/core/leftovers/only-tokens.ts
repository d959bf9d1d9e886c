// Checks that a text holds nothing but Axiom tokens and what clients note about them, so that removing the file loses nothing else. Other content is accepted
// only if both its name and its value are known to be harmless. Pure.
import { HELD_TOKEN } from '../base/held-token';
import { parseJsonText } from '../base/json-text';

/** The names under which the clients keep their tokens. */
const TOKEN_NAME = /^(?:(?:access|refresh)[-_]?token|auth[-_](?:access|refresh)[-_]token|auth[-_]?token)$/i;
const TOKEN_VARIABLE = /^(?:[A-Za-z]\w{0,20}_)?AXIOM_(?:ACCESS|REFRESH|AUTH)_TOKEN$/i;
/** Objects of a session file that only contain the above. */
const CONTAINER = /^(?:tokens?|cookies|session|session_metadata|additional_cookies)$/i;
/** Other fields of the Rust client's session, which are accepted when they are null. */
const MAY_BE_EMPTY =
  /^(?:turnkey_session|user_info|additional_cookies|ip_address|client_fingerprint|current_api_server|last_api_call_at|g_state|expires_at)$/i;

const TIME_NAME =
  /^(?:expir(?:es|y)[-_]?(?:at|in|on)?|exp|iat|(?:issued|created|updated|saved|refreshed|last[-_]?refreshed|last[-_]?api[-_]?call)(?:[-_]?at)?|timestamp)$/i;
const DATE = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?)?$/;
/** A time in seconds or milliseconds. */
const NUMBER = /^\d{1,14}(?:\.\d{1,9})?$/;
/** Other names that are accepted, with the values that they may have. */
const HARMLESS: readonly (readonly [name: RegExp, value: RegExp])[] = [
  [TIME_NAME, DATE],
  [TIME_NAME, NUMBER],
  [/^token[-_]?type$/i, /^bearer$/i],
  [/^user[-_]?agent$/i, /^Mozilla\/\d[\w ./;:,()+-]{0,200}$/],
  [/^g_state$/i, /^\{"i_[a-z]":\d{1,14}(?:,"i_[a-z]":\d{1,14})*\}$/],
  [/^current_api_server$/i, /^https:\/\/[a-z\d-]+\.axiom\.trade$/],
];
const MOST_DEPTH = 4;
/** A name, an assignment sign, and a value with or without quotes. */
const ASSIGNMENT = /^(?:export\s+|set\s+|\$env:)?([\w.-]{1,60})\s*[:=]\s*(["']?)([^\s"';]*)\2$/i;

/** `tokens`: the texts of the Axiom tokens in it, all of them JWTs. */
export function holdsOnlyTokens(text: string, tokens: ReadonlySet<string>): boolean {
  const plain = text.replace(/^\uFEFF/, '').trim();
  if (!/^[[{"]/.test(plain)) return isOnlyLines(plain, tokens);
  const json = parseJsonText(plain);
  // If a name occurs twice in a JSON object, the parser keeps only the last value; comparing the counts detects that.
  return json !== undefined && countNames(json) === countColons(plain) && isOnlyJson(json, tokens);
}

function isOnlyJson(value: unknown, tokens: ReadonlySet<string>, name?: string, depth = 0): boolean {
  if (value === null) return name !== undefined && MAY_BE_EMPTY.test(name);
  if (typeof value === 'string' || typeof value === 'number') {
    return name !== undefined && isKnownPair(name, String(value), tokens);
  }
  if (typeof value !== 'object' || Array.isArray(value) || depth >= MOST_DEPTH) return false;
  if (name !== undefined && !CONTAINER.test(name)) return false;
  return Object.entries(value).every(([key, part]) => isOnlyJson(part, tokens, key, depth + 1));
}

/** Accepts lines with one token each, assignments of tokens, and cookie headers. A comment is not accepted: the user may want to keep it. */
function isOnlyLines(text: string, tokens: ReadonlySet<string>): boolean {
  return text
    .replace(/^cookie:\s*/gim, '')
    .split(/[\r\n;]+/)
    .map((part) => part.trim())
    .every((part) => {
      if (part === '' || tokens.has(part)) return true;
      const [, name = '', , value = ''] = ASSIGNMENT.exec(part) ?? [];
      return isKnownPair(name, value, tokens);
    });
}

function isKnownPair(name: string, value: string, tokens: ReadonlySet<string>): boolean {
  // The plain export of this app has a placeholder instead of the refresh token.
  if (TOKEN_NAME.test(name) || TOKEN_VARIABLE.test(name)) return tokens.has(value) || value === HELD_TOKEN;
  return HARMLESS.some(([names, values]) => names.test(name) && values.test(value));
}

function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const parts = Object.values(value);
  return (Array.isArray(value) ? 0 : parts.length) + parts.reduce((sum: number, part) => sum + countNames(part), 0);
}

function countColons(text: string): number {
  return text.replace(/"(?:[^"\\]|\\.)*"/g, '').split(':').length - 1;
}
