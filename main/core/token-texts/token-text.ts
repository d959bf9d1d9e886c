// Whether a text that a person brings is a whole JWT, and what has happened to one that is not. Strict, because a damaged token would replace a good one; what
// the server answers and what is stored is never judged here. Pure; no result quotes the text.
import { decodeJsonObject } from '../base/json-text';

/** What is wrong with something that looks like a JWT. */
export type TokenFault =
  /** Letters are missing at its end, or between. */
  | 'cut'
  /** An ellipsis stands in it or after it: a console has shortened it. */
  | 'shortened'
  /** A line break is in it, and joining the lines gives no token. */
  | 'broken'
  /** Blanks are in it. */
  | 'spaced'
  /** Letters stand directly before or after it. */
  | 'glued'
  /** Header or payload is no JSON object, or the header names no algorithm. */
  | 'damaged';

/** A whole token, without the padding that some encoders add, or what is wrong. */
export type TokenText =
  | { readonly kind: 'token'; readonly text: string }
  | { readonly kind: 'fault'; readonly fault: TokenFault };

/** Signature lengths in base64url letters by algorithm (RFC 7518, 3.1; RFC 8037): one for those with a fixed length. */
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
/** RSA keys of 2048 (the least that RFC 7518 allows), 3072 and 4096 bits. */
const RSA_SIGNATURES: readonly number[] = [342, 512, 683];
/** 16 bytes, for an algorithm that is not known here. */
const LEAST_SIGNATURE = 22;

/** In letters; certificates in a header are no sign-in's. */
const LONGEST_HEADER = 4096;

/** Judges `text`: segments of base64url letters between dots, each with at most two `=` after it. `undefined`: it is nothing like a JWT. */
export function readTokenText(text: string): TokenText | undefined {
  const [header = '', payload = '', signature = '', ...more] = text
    .split('.')
    .map((segment) => segment.replace(/={1,2}$/, ''));
  const algorithm = algorithmOf(header);
  if (algorithm === undefined) return looksGlued(header) ? fault('glued') : undefined;
  // A sentence may end with a full stop after the token; three of them are an ellipsis, also within it.
  if (/\.{3}/.test(text)) return fault('shortened');
  if (more.length > 1 || (more.length === 1 && more[0] !== '')) return fault('glued');
  if (payload === '' || signature === '') return fault('cut');
  if (!decodeJsonObject(payload)) return fault('damaged');
  const missing = signatureFault(algorithm, signature.length);
  return missing === undefined ? { kind: 'token', text: [header, payload, signature].join('.') } : fault(missing);
}

/** Whether `text` begins as a JWT does: its first segment is a header. */
export function beginsToken(text: string): boolean {
  return algorithmOf(text.split('.', 1)[0]?.replace(/=+$/, '') ?? '') !== undefined;
}

/** Whether `text` is what is left of a JWT that has lost letters of its beginning: claims, a dot and a signature. */
export function isRemnant(text: string): boolean {
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

/** A header with a few letters before it. */
function looksGlued(header: string): boolean {
  const at = header.indexOf('eyJ', 1);
  return at > 0 && at <= 8 && algorithmOf(header.slice(at)) !== undefined;
}

function fault(kind: TokenFault): TokenText {
  return { kind: 'fault', fault: kind };
}
