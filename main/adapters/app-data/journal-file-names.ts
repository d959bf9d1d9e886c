// The names of a place's journal files in the state folder. They tell neither the place nor a key. Pure.
// Used by journal-files.ts and journal-takeover.ts.
import { createHash } from 'node:crypto';
import { placeHash } from '../places/place-hash';

/** The file of the intent. */
export function intentFileName(place: string): string {
  return `${placeHash(place)}.intent.json`;
}

/** The file of the record that was sealed with the key of this id. */
export function sealedFileName(place: string, keyId: string): string {
  return `${placeHash(place)}.${keyId}.sealed`;
}

/** The file of the key of a place whose records lose theirs. */
export function keyFileName(place: string): string {
  return `${placeHash(place)}.key`;
}

/** The file of a record that an earlier version has sealed, named by its content: the same record has one name however often it is taken over. */
export function formerFileName(place: string, sealed: Uint8Array): string {
  return `${placeHash(place)}.former-${createHash('sha256').update(sealed).digest('hex').slice(0, 16)}.sealed`;
}

/** Whether a file is one of {@link formerFileName} of the place. */
export function isFormerFileName(place: string, name: string): boolean {
  return name.startsWith(`${placeHash(place)}.former-`) && name.endsWith('.sealed');
}
