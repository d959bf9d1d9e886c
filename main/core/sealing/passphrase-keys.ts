// Derives keys from a passphrase, for backups and sealed token files: allowed lengths, scrypt cost, normalisation.
// Knows the Crypto port; stores nothing.
import { fromHex } from '../base/bytes';
import { AxiomTokenError } from '../base/errors';
import type { Crypto, ScryptParameters } from '../ports/crypto';
import type { Secret } from '../base/secret';

/** The fewest characters of a new passphrase. */
export const MIN_PASSPHRASE_LENGTH = 12;
const MAX_PASSPHRASE_LENGTH = 1024;
/** The minimum that OWASP recommends for scrypt; measured: 0.3 s and 128 MiB. */
export const PASSPHRASE_COST = { N: 2 ** 17, r: 8, p: 1 } as const;
/** A file may ask for at most this many times the work; more would take seconds and gigabytes to open. */
const MOST_TIMES_OUR_COST = 4;
/** Length of each of the two keys. */
export const KEY_BYTES = 32;

/** @throws AxiomTokenError `INVALID_INPUT` for a new passphrase shorter than 12 or longer than 1024 characters */
export function requireNewPassphrase(passphrase: Secret): void {
  const length = lengthOf(passphrase);
  if (length >= MIN_PASSPHRASE_LENGTH && length <= MAX_PASSPHRASE_LENGTH) return;
  throw new AxiomTokenError('INVALID_INPUT', {
    message:
      length < MIN_PASSPHRASE_LENGTH
        ? `The passphrase is shorter than ${MIN_PASSPHRASE_LENGTH} characters.`
        : `The passphrase is longer than ${MAX_PASSPHRASE_LENGTH} characters.`,
    remedy: 'Choose another one. Several words in a row are easy to keep in mind.',
  });
}

/** Whether the passphrase is too long to be that of any file. Then no key needs to be derived. */
export function isTooLong(passphrase: Secret): boolean {
  return lengthOf(passphrase) > MAX_PASSPHRASE_LENGTH;
}

/**
 * The cipher key followed by the HMAC key. The caller must wipe them.
 * @throws AxiomTokenError `INVALID_INPUT` when the header asks for more than four times the work of {@link PASSPHRASE_COST}: nothing is derived then;
 * `CANCELLED` once `signal` is aborted
 */
export async function deriveKeys(
  passphrase: Secret,
  header: ScryptParameters & { readonly salt: string },
  crypto: Crypto,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  if (workOf(header) > MOST_TIMES_OUR_COST * workOf(PASSPHRASE_COST)) throw tooCostly();
  const encoded = new TextEncoder().encode(normalise(passphrase));
  try {
    return await crypto.scrypt(encoded, fromHex(header.salt), header, 2 * KEY_BYTES, signal);
  } finally {
    encoded.fill(0);
  }
}

/** Time and memory of scrypt both grow with this product. */
function workOf({ N, r, p }: ScryptParameters): number {
  return N * r * p;
}

function tooCostly(): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', {
    message: `To open this file would take more than ${MOST_TIMES_OUR_COST} times the work of any that this app seals.`,
    remedy: 'It was not made by this app. Use another file. Nothing was changed.',
  });
}

function lengthOf(passphrase: Secret): number {
  return [...normalise(passphrase)].length;
}

/** The same passphrase typed on two keyboards must be the same text. */
function normalise(passphrase: Secret): string {
  return passphrase.expose().normalize('NFC');
}
