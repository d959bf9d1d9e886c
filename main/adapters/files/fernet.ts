// Decrypts and encrypts like the Python client: Fernet (github.com/fernet/spec), version 0x80, which is AES-128-CBC with HMAC-SHA-256. Written here with Node's
// cryptography, because the Fernet package for Node brings its own, which is no longer maintained.
import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const VERSION = 0x80;
const KEY_BYTES = 16;
const IV_AT = 9;
const SEALED_AT = 25;
const HMAC_BYTES = 32;

/** Decrypts `token` with `key`, both in base64url; `undefined` when the key is wrong or either is damaged. The age of the token is not checked. */
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

/** A new key, in base64url. */
export function newFernetKey(): string {
  return padded(randomBytes(2 * KEY_BYTES));
}

/** Encrypts `text` with `key` at the time `nowMs`, in base64url as the Python library reads it. */
export function sealFernet(text: string, key: string, nowMs: number): string {
  const keys = Buffer.from(key, 'base64url');
  const head = Buffer.alloc(IV_AT);
  head[0] = VERSION;
  head.writeBigUInt64BE(BigInt(Math.floor(nowMs / 1000)), 1);
  const iv = randomBytes(SEALED_AT - IV_AT);
  const cipher = createCipheriv('aes-128-cbc', keys.subarray(KEY_BYTES), iv);
  const body = Buffer.concat([head, iv, cipher.update(text, 'utf8'), cipher.final()]);
  const hmac = createHmac('sha256', keys.subarray(0, KEY_BYTES)).update(body).digest();
  return padded(Buffer.concat([body, hmac]));
}

/** base64url with padding, without which Python refuses it. */
function padded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}
