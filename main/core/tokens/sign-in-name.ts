// How a sign-in is named where no token may stand: in the index, in marks and in logs.
// Pure; used by the storage decision.
import { toHex } from '../base/bytes';
import type { TokenRecord } from './token-record';

type Sha256 = (data: Uint8Array) => Uint8Array;

const FINGERPRINT_BYTES = 8;

/** The record's sign-in id, or for records without one the fingerprint: the first 16 hex digits of the SHA-256 of its refresh token. */
export function signInNameOf(record: TokenRecord, sha256: Sha256): string {
  return record.signInId ?? fingerprintOf(record, sha256);
}

/** Whether `name` is the record's sign-in id or its fingerprint. */
export function isOfSignIn(record: TokenRecord, name: string, sha256: Sha256): boolean {
  return record.signInId === name || fingerprintOf(record, sha256) === name;
}

function fingerprintOf({ tokens }: TokenRecord, sha256: Sha256): string {
  return toHex(sha256(new TextEncoder().encode(tokens.refreshToken.expose())).subarray(0, FINGERPRINT_BYTES));
}
