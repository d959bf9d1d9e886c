// The hash with which the file names of a place in the state folder begin: short, the same in every process, and it does not reveal the path.
import { createHash } from 'node:crypto';

/** The first 32 hex digits of SHA-256 of a place's key. */
export function placeHash(place: string): string {
  return createHash('sha256').update(place).digest('hex').slice(0, 32);
}
