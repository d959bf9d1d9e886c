// Opens what the Python client seals: Fernet (github.com/fernet/spec), version 0x80, that is AES-128-CBC under HMAC-SHA-256. Reading only. Its library for
// Node brings a whole cryptography of its own, which nobody keeps up any more; this needs Node's.
import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';

const VERSION = 0x80;
const KEY_BYTES = 16;
const IV_AT = 9;
const SEALED_AT = 25;
const HMAC_BYTES = 32;

/** The text that `token` seals under `key`, both in base64url; `undefined` when the key is another one, or either is damaged. How old it is does not matter. */
export function openFernet(token: string, key: string): string | undefined {
  const [keys, bytes] = [key, token].map((text) => Buffer.from(text.trim(), 'base64url'));
  if (!keys || !bytes || keys.length !== 2 * KEY_BYTES || bytes[0] !== VERSION) return undefined;
  const sealedEnd = bytes.length - HMAC_BYTES;
  if (sealedEnd <= SEALED_AT || (sealedEnd - SEALED_AT) % 16 !== 0) return undefined;
  const hmac = createHmac('sha256', keys.subarray(0, KEY_BYTES)).update(bytes.subarray(0, sealedEnd)).digest();
  if (!timingSafeEqual(hmac, bytes.subarray(sealedEnd))) return undefined;
  const cipher = createDecipheriv('aes-128-cbc', keys.subarray(KEY_BYTES), bytes.subarray(IV_AT, SEALED_AT));
  try {
    return Buffer.concat([cipher.update(bytes.subarray(SEALED_AT, sealedEnd)), cipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
