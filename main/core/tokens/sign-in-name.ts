// The name of a sign-in in notes and marks outside its record. Pure; used by the storage decision.
import { toHex } from '../base/bytes';
import type { Secret } from '../base/secret';
import type { TokenRecord } from './token-record';

type Sha256 = (bytes: Uint8Array) => Uint8Array;

/** In hex digits. Too short to reveal a token, long enough that two sign-ins never share one. */
const FINGERPRINT_LENGTH = 16;

/**
 * The record's sign-in id; for a record without one (another client's, an earlier version's) the fingerprint of its refresh token: the first 16 hex digits
 * of the SHA-256 of its text. Not secret. A fingerprint changes when the refresh token does, an id does not.
 */
export function signInNameOf(record: TokenRecord, sha256: Sha256): string {
  return record.signInId ?? fingerprintOf(record.tokens.refreshToken, sha256);
}

/** Whether the two records are certainly of two sign-ins: both have an id, and the ids differ. */
export function isOtherSignIn(one: TokenRecord, other: TokenRecord): boolean {
  return one.signInId !== undefined && other.signInId !== undefined && one.signInId !== other.signInId;
}

/** The fingerprint of a refresh token; see {@link signInNameOf}. */
export function fingerprintOf(refreshToken: Secret, sha256: Sha256): string {
  return toHex(sha256(new TextEncoder().encode(refreshToken.expose()))).slice(0, FINGERPRINT_LENGTH);
}
