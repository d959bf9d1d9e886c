// The contract of every Crypto, by published test vectors. Run against the one over node:crypto, which tests use, too.
import { describe, expect, it } from 'vitest';
import type { Crypto } from '../../main/core/ports/crypto';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const from = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));
const utf8 = (text: string) => new TextEncoder().encode(text);

/** The contract. */
export function describeCrypto(name: string, crypto: Crypto): void {
  describe(`${name}`, () => {
    it('gives as many random bytes as asked, different each time', () => {
      expect(crypto.randomBytes(32)).toHaveLength(32);
      expect(hex(crypto.randomBytes(32))).not.toBe(hex(crypto.randomBytes(32)));
    });

    it('hashes as FIPS 180-4 says', () => {
      expect(hex(crypto.sha256(utf8('abc')))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    });

    it('authenticates as RFC 4231 says (test case 2)', () => {
      expect(hex(crypto.hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?')))).toBe(
        '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
      );
    });

    it('derives keys as RFC 7914 says (section 12)', async () => {
      const key = await crypto.scrypt(utf8('password'), utf8('NaCl'), { N: 1024, r: 8, p: 16 }, 64);
      expect(hex(key)).toBe(
        'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
      );
    });

    it('derives with the cost that backups use', async () => {
      expect(await crypto.scrypt(utf8('p'), utf8('s'), { N: 2 ** 17, r: 8, p: 1 }, 64)).toHaveLength(64);
    });

    it('seals as the GCM specification says (test case 16)', () => {
      const key = from('feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308');
      const nonce = from('cafebabefacedbaddecaf888');
      const aad = from('feedfacedeadbeeffeedfacedeadbeefabaddad2');
      const plaintext = from(
        'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39',
      );
      const sealed = crypto.seal(key, nonce, plaintext, aad);
      expect(hex(sealed)).toBe(
        '522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662' +
          '76fc6ece0f4e1768cddf8853bb2d551b',
      );
      expect(hex(crypto.open(key, nonce, sealed, aad) ?? new Uint8Array())).toBe(hex(plaintext));
    });

    it('opens nothing when a single bit of key, nonce, text, tag or associated data differs, or the tag is short', () => {
      const [key, nonce, aad] = [crypto.randomBytes(32), crypto.randomBytes(12), crypto.randomBytes(5)];
      const sealed = crypto.seal(key, nonce, utf8('text'), aad);
      const flipped = (bytes: Uint8Array, at: number) => bytes.map((byte, index) => (index === at ? byte ^ 1 : byte));
      expect(crypto.open(flipped(key, 31), nonce, sealed, aad)).toBeUndefined();
      expect(crypto.open(key, flipped(nonce, 0), sealed, aad)).toBeUndefined();
      expect(crypto.open(key, nonce, sealed, flipped(aad, 4))).toBeUndefined();
      for (let at = 0; at < sealed.length; at++)
        expect(crypto.open(key, nonce, flipped(sealed, at), aad)).toBeUndefined();
      for (let length = 0; length < sealed.length; length++) {
        expect(crypto.open(key, nonce, sealed.subarray(0, length), aad)).toBeUndefined();
      }
    });

    it('compares', () => {
      expect(crypto.equalsConstantTime(utf8('abc'), utf8('abc'))).toBe(true);
      expect(crypto.equalsConstantTime(utf8('abc'), utf8('abd'))).toBe(false);
      expect(crypto.equalsConstantTime(utf8('abc'), utf8('ab'))).toBe(false);
    });
  });
}
