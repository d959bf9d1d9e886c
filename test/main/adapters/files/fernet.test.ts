import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openFernet } from '../../../../main/adapters/files/fernet';
import { sealFernet as seal } from '../../../support/seal-fernet';

const key = randomBytes(32);
const KEY = key.toString('base64url');

describe('a Fernet token', () => {
  it('opens with its key, whatever text is around both', () => {
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
