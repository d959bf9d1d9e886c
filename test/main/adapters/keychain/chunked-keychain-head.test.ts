// Heads and chunking. How a keychain uses them: chunked-keychain.test.ts.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checksumOf,
  decodeHead,
  encodeHead,
  type Head,
  looksLikeHead,
  MAX_PARTS,
  splitText,
} from '../../../../main/adapters/keychain/chunked-keychain-head';
import { Secret } from '../../../../main/core/base/secret';

const HEAD: Head = { slot: 'a', generation: 1, count: 2, sha256: 'ab'.repeat(32) };
const decode = (text: string) => decodeHead(new Secret(text));
const bytesOf = (text: string) => Buffer.byteLength(text, 'utf8');

describe('a head', () => {
  it.each<Head>([HEAD, { slot: 'b', generation: Number.MAX_SAFE_INTEGER, count: MAX_PARTS, sha256: '0'.repeat(64) }])(
    'is read back as it was written: %j',
    (head) => {
      expect(looksLikeHead(encodeHead(head))).toBe(true);
      expect(decode(encodeHead(head))).toMatchObject(head);
    },
  );

  it('is ASCII of at most 160 bytes, so that it fits into any entry', () => {
    const longest = encodeHead({ ...HEAD, generation: Number.MAX_SAFE_INTEGER, count: MAX_PARTS });
    expect(longest).toMatch(/^[\x20-\x7e]{100,160}$/);
  });

  it.each([
    ['slot', 'c'],
    ['slot', 'A'],
    ['generation', 0],
    ['generation', 1.5],
    ['generation', '1'],
    ['generation', 2 ** 53],
    ['count', 0],
    ['count', MAX_PARTS + 1],
    ['count', 1.5],
    ['sha256', 'ab'.repeat(31)],
    ['sha256', 'ab'.repeat(33)],
    ['sha256', 'AB'.repeat(32)],
    ['sha256', undefined],
    ['axiom_token_parts', 2],
    ['axiom_token_parts', true],
  ])('whose %s is %j is damaged, though it looks like one', (field, value) => {
    const text = JSON.stringify({ ...(JSON.parse(encodeHead(HEAD)) as object), [field]: value });
    expect([looksLikeHead(text), decode(text)]).toEqual([true, undefined]);
  });

  it('that is cut anywhere is damaged', () => {
    const text = encodeHead(HEAD);
    for (let length = 0; length < text.length; length++) expect(decode(text.slice(0, length))).toBeUndefined();
    expect(decode(`${text}}`)).toBeUndefined();
  });

  it.each(['', 'text', '{"v":1}', ` ${encodeHead(HEAD)}`, '{"axiom_token_part":1}'])('is not %j', (text) => {
    expect([looksLikeHead(text), decode(text)]).toEqual([false, undefined]);
  });
});

describe('the checksum', () => {
  it('is SHA-256 over UTF-8, in hexadecimal', () => {
    expect(checksumOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(checksumOf('\u00fc')).not.toBe(checksumOf('\u00fc'.normalize('NFD')));
  });
});

describe('a text that is cut', () => {
  it.each([
    ['', 4, []],
    ['abcd', 4, ['abcd']],
    ['abcde', 4, ['abcd', 'e']],
    ['abcdefgh', 4, ['abcd', 'efgh']],
    ['abc\u00fcd', 4, ['abc', '\u00fcd']],
    ['ab\u20acd', 4, ['ab', '\u20acd']],
    ['a\u{1f426}b', 4, ['a', '\u{1f426}', 'b']],
    ['\u{1f426}\u{1f426}', 7, ['\u{1f426}', '\u{1f426}']],
    ['\u{1f426}\u{1f426}', 8, ['\u{1f426}\u{1f426}']],
  ])('%j into pieces of %i bytes gives %j', (text, limit, parts) => {
    expect(splitText(text, limit)).toEqual(parts);
  });

  it('is complete again when its parts are joined, none of which is empty or too large', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 4, max: 20 }), (text, limit) => {
        const parts = splitText(text, limit);
        expect(parts.join('')).toBe(text);
        for (const part of parts) expect(bytesOf(part) >= 1 && bytesOf(part) <= limit).toBe(true);
        // At most the pieces that a four-byte character at each cut makes necessary.
        expect(parts.length).toBeLessThanOrEqual(Math.ceil(bytesOf(text) / (limit - 3)));
      }),
    );
  });
});
