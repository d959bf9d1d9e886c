// The names of a place's journal files in the state folder. They reveal neither the place nor a key. Pure.
// Used by journal-files.ts and journal-takeover.ts.
import { createHash } from 'node:crypto';
import { placeHash } from '../places/place-hash';

/** The file of the intent. */
export function intentFileName(place: string): string {
  return `${placeHash(place)}.intent.json`;
}

/** The file of the record that was sealed with the key that has this id. */
export function sealedFileName(place: string, keyId: string): string {
  return `${placeHash(place)}.${keyId}.sealed`;
}

/** The file with the key of a place whose records cannot keep it. */
export function keyFileName(place: string): string {
  return `${placeHash(place)}.key`;
}

/** The file of a record that an earlier version of the app has sealed. It is named by its content, so that the same record always gets the same name. */
export function formerFileName(place: string, sealed: Uint8Array): string {
  return `${placeHash(place)}.former-${createHash('sha256').update(sealed).digest('hex').slice(0, 16)}.sealed`;
}

/** Whether a file is one of {@link formerFileName} of the place. */
export function isFormerFileName(place: string, name: string): boolean {
  return name.startsWith(`${placeHash(place)}.former-`) && name.endsWith('.sealed');
}
