// Seals a text as the Python client does: Fernet, as its specification says.
import { createCipheriv, createHmac, randomBytes } from 'node:crypto';

/** `key`: 32 bytes. */
export function sealFernet(text: string, key: Buffer, { version = 0x80 } = {}): string {
  const head = Buffer.alloc(9);
  head[0] = version;
  head.writeBigUInt64BE(1_700_000_000n, 1);
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-128-cbc', key.subarray(16), iv);
  const body = Buffer.concat([head, iv, cipher.update(text, 'utf8'), cipher.final()]);
  const hmac = createHmac('sha256', key.subarray(0, 16)).update(body).digest();
  return Buffer.concat([body, hmac]).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}
