// Whether a text holds nothing but tokens and what a client notes about them, so that nothing else is lost with it. In doubt it holds more. Pure.
import { labelOf } from '../sign-in/token-name';

/** What clients note beside tokens. */
const ABOUT_TOKENS =
  /^(?:expir(?:es|y)[-_]?(?:at|in|on)?|exp|iat|(?:issued|created|updated|saved|refreshed|last[-_]?refreshed|last[-_]?api[-_]?call)(?:[-_]?at)?|timestamp|token[-_]?type|scope|user[-_]?agent|g_state|current_api_server)$/i;
const MOST_ABOUT = 200;
const MOST_DEPTH = 6;
/** A name, what assigns, and a value in quotes or without, up to the end of the line or a semicolon. */
const ASSIGNMENT = /^(?:export\s+|set\s+|\$env:)?([\w.-]{1,60})\s*[:=]\s*(["']?)([^\s"';]*)\2$/i;

/** `tokens`: the texts that count as tokens. */
export function holdsOnlyTokens(text: string, tokens: ReadonlySet<string>): boolean {
  const plain = text.replace(/^\uFEFF/, '').trim();
  const json = parse(plain);
  return json === undefined ? isOnlyLines(plain, tokens) : isOnlyJson(json, tokens);
}

/** Objects of tokens, and of nothing. An array is a list of something, of which only the person knows what it is. */
function isOnlyJson(value: unknown, tokens: ReadonlySet<string>, name = '', depth = 0): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'string' && tokens.has(value)) return true;
  if (typeof value === 'number' || typeof value === 'string')
    return ABOUT_TOKENS.test(name) && String(value).length <= MOST_ABOUT;
  if (Array.isArray(value) || depth >= MOST_DEPTH) return false;
  return Object.entries(value as object).every(([key, part]) => isOnlyJson(part, tokens, key, depth + 1));
}

/** Tokens one a line, assignments of tokens, a cookie header of them. A comment is something that a person wrote. */
function isOnlyLines(text: string, tokens: ReadonlySet<string>): boolean {
  return text
    .replace(/^cookie:\s*/gim, '')
    .split(/[\r\n;]+/)
    .map((part) => part.trim())
    .every((part) => {
      if (part === '' || tokens.has(part)) return true;
      const [, name = '', , value = ''] = ASSIGNMENT.exec(part) ?? [];
      return (
        (labelOf(name) !== undefined && tokens.has(value)) || (ABOUT_TOKENS.test(name) && value.length <= MOST_ABOUT)
      );
    });
}

function parse(text: string): unknown {
  if (!text.startsWith('{') && !text.startsWith('[') && !text.startsWith('"')) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
