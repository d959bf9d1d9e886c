import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openFernet } from '../../../../main/adapters/files/fernet';

/** As the specification says, made anew. */
function seal(text: string, key: Buffer, { version = 0x80 } = {}): string {
  const head = Buffer.alloc(9);
  head[0] = version;
  head.writeBigUInt64BE(1_700_000_000n, 1);
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-128-cbc', key.subarray(16), iv);
  const body = Buffer.concat([head, iv, cipher.update(text, 'utf8'), cipher.final()]);
  const hmac = createHmac('sha256', key.subarray(0, 16)).update(body).digest();
  return Buffer.concat([body, hmac]).toString('base64').replaceAll('+', '-').replaceAll('/', '_');
}

const key = randomBytes(32);
const KEY = key.toString('base64url');

describe('a Fernet token', () => {
  it('opens under its key, whatever stands around both', () => {
    expect(openFernet(`${seal('{"a":"ö"}', key)}\n`, ` ${KEY}=\n`)).toBe('{"a":"ö"}');
  });

  it('opens as the specification’s example does', () => {
    const token =
      'gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==';
    expect(openFernet(token, 'cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=')).toBe('hello');
  });

  it.each([
    ['another key', seal('hello', key), randomBytes(32).toString('base64url')],
    ['a short key', seal('hello', key), KEY.slice(0, 20)],
    ['another version', seal('hello', key, { version: 0x81 }), KEY],
    ['a cut token', seal('hello', key).slice(0, 60), KEY],
    ['nothing', '', ''],
  ])('does not open with %s', (_what, token, given) => {
    expect(openFernet(token, given)).toBeUndefined();
  });

  it('does not open with any bit flipped', () => {
    const bytes = Buffer.from(seal('hello', key), 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (bytes[at] ?? 0) ^ 1;
      expect(openFernet(flipped.toString('base64url'), KEY)).toBeUndefined();
    }
  });
});
