// Checks whether a text from the user is a whole JWT, and what is wrong if not. Strict, because a damaged token would replace a good one; answers of the server
// and stored records are never checked here. Pure; no result quotes the text.
import { decodeJsonObject } from '../base/json-text';

/** What is wrong with something that looks like a JWT. */
export type TokenFault =
  /** Characters are missing at its end, or inside. */
  | 'cut'
  /** It has an ellipsis inside or after it: a console has shortened it. */
  | 'shortened'
  /** It has a line break inside, and joining the lines does not make a token. */
  | 'broken'
  /** It has blanks inside. */
  | 'spaced'
  /** It has letters directly before or after it. */
  | 'glued'
  /** Its header or payload is not a JSON object, or the header names no algorithm. */
  | 'damaged';

/** A whole token without padding, or what is wrong with it. */
export type TokenText =
  | { readonly kind: 'token'; readonly text: string }
  | { readonly kind: 'fault'; readonly fault: TokenFault };

/** Signature lengths in base64url characters, of algorithms with a fixed length (RFC 7518, 3.1; RFC 8037). */
const FIXED_SIGNATURES: Readonly<Record<string, number>> = {
  HS256: 43,
  HS384: 64,
  HS512: 86,
  ES256: 86,
  ES256K: 86,
  ES384: 128,
  ES512: 176,
  EdDSA: 86,
};
/** Signature lengths of RSA keys with 2048 (the least that RFC 7518 allows), 3072 and 4096 bits. */
const RSA_SIGNATURES: readonly number[] = [342, 512, 683];
/** The shortest signature of an algorithm that is not listed here: 16 bytes. */
const LEAST_SIGNATURE = 22;

/** In characters. A longer header has certificates, which Axiom tokens do not. */
const LONGEST_HEADER = 4096;

/** Checks `text`, which consists of base64url segments between dots, each with at most two `=` after it. `undefined`: it does not look like a JWT. */
export function readTokenText(text: string): TokenText | undefined {
  const [header = '', payload = '', signature = '', ...more] = text
    .split('.')
    .map((segment) => segment.replace(/={1,2}$/, ''));
  const algorithm = algorithmOf(header);
  if (algorithm === undefined) return looksGlued(header) ? fault('glued') : undefined;
  // One full stop after the token may end a sentence; three dots are an ellipsis, also inside it.
  if (/\.{3}/.test(text)) return fault('shortened');
  if (more.length > 1 || (more.length === 1 && more[0] !== '')) return fault('glued');
  if (payload === '' || signature === '') return fault('cut');
  if (!decodeJsonObject(payload)) return fault('damaged');
  const missing = signatureFault(algorithm, signature.length);
  return missing === undefined ? { kind: 'token', text: [header, payload, signature].join('.') } : fault(missing);
}

/** Whether `text` begins like a JWT: its first segment is a header. */
export function beginsToken(text: string): boolean {
  return algorithmOf(text.split('.', 1)[0]?.replace(/=+$/, '') ?? '') !== undefined;
}

/** Whether `text` is the rest of a JWT whose beginning is missing: claims, a dot and a signature. */
export function isTokenRest(text: string): boolean {
  const segments = text.split('.');
  const [claims, signature] = segments.slice(-2);
  if (segments.length < 2 || segments.length > 3 || (signature?.length ?? 0) < LEAST_SIGNATURE) return false;
  const json = decodeJsonObject(claims ?? '');
  return json !== undefined && ('iat' in json || 'exp' in json);
}

function algorithmOf(header: string): string | undefined {
  if (header.length > LONGEST_HEADER) return undefined;
  const { alg } = decodeJsonObject(header) ?? {};
  return typeof alg === 'string' ? alg : undefined;
}

function signatureFault(algorithm: string, length: number): TokenFault | undefined {
  const fixed = FIXED_SIGNATURES[algorithm];
  const allowed = fixed !== undefined ? [fixed] : /^[RP]S(?:256|384|512)$/.test(algorithm) ? RSA_SIGNATURES : undefined;
  if (allowed === undefined) return length < LEAST_SIGNATURE ? 'cut' : undefined;
  if (allowed.includes(length)) return undefined;
  return length > Math.max(...allowed) ? 'glued' : 'cut';
}

/** Whether the segment is a header with a few letters before it. */
function looksGlued(header: string): boolean {
  const at = header.indexOf('eyJ', 1);
  return at > 0 && at <= 8 && algorithmOf(header.slice(at)) !== undefined;
}

function fault(kind: TokenFault): TokenText {
  return { kind: 'fault', fault: kind };
}
