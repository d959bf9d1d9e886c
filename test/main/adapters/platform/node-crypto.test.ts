// Beyond the contract (contracts/crypto.contract.ts): more published vectors, length limits, and the promised errors.
import { describe, expect, it } from 'vitest';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';

const crypto = createNodeCrypto();
const hex = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString('hex');
const utf8 = (text: string) => new TextEncoder().encode(text);
const none = new Uint8Array();
const zeros = (length: number) => new Uint8Array(length);

describe('node:crypto', () => {
  it('hashes an empty input as FIPS 180-4 says', () => {
    expect(hex(crypto.sha256(none))).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('authenticates as RFC 4231 says (test cases 1 and 6: a key longer than a block)', () => {
    const long = crypto.hmacSha256(
      zeros(131).fill(0xaa),
      utf8('Test Using Larger Than Block-Size Key - Hash Key First'),
    );
    expect(hex(long)).toBe('60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54');
    const short = crypto.hmacSha256(zeros(20).fill(0x0b), utf8('Hi There'));
    expect(hex(short)).toBe('b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7');
  });

  it('derives from an empty input as RFC 7914 says (section 12)', async () => {
    expect(hex(await crypto.scrypt(none, none, { N: 16, r: 1, p: 1 }, 64))).toBe(
      '77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906',
    );
  });

  it('derives one key at a time, and none that was cancelled before its turn', async () => {
    const cost = { N: 2 ** 15, r: 8, p: 1 };
    const ended: string[] = [];
    const derive = async (name: string, parameters: typeof cost, signal?: AbortSignal) => {
      await crypto.scrypt(utf8('p'), utf8('s'), parameters, 32, signal).catch(() => undefined);
      ended.push(name);
    };
    const wanted = new AbortController();
    const all = [derive('slow', cost), derive('refused', { ...cost, N: 3 }), derive('given up', cost, wanted.signal)];
    wanted.abort();
    await Promise.all(all);
    // A call that is refused at once still had to wait for the slow one.
    expect(ended).toEqual(['slow', 'refused', 'given up']);
    const late = crypto.scrypt(utf8('p'), utf8('s'), cost, 32, wanted.signal);
    await expect(late).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('derives the keys of the person before those of programs that have not begun', async () => {
    const forPrograms = createNodeCrypto({ isForPrograms: true });
    const cost = { N: 2 ** 10, r: 8, p: 1 };
    const ended: string[] = [];
    const derive = async (name: string, by: typeof crypto) => {
      await by.scrypt(utf8('p'), utf8('s'), cost, 32);
      ended.push(name);
    };
    const programs = ['a', 'b', 'c'].map((name) => derive(name, forPrograms));
    await Promise.all([...programs, derive('the person', crypto)]);
    expect(ended).toEqual(['a', 'the person', 'b', 'c']);
  });

  it.each([
    ['a cost that is no power of two', { N: 3, r: 8, p: 1 }],
    ['a cost of one', { N: 1, r: 8, p: 1 }],
  ])('refuses %s by its promise, and does not throw in the caller’s face', async (_what, parameters) => {
    const deriving = crypto.scrypt(utf8('p'), utf8('s'), parameters, 64);
    await expect(deriving).rejects.toThrow(/scrypt/i);
  });

  it.each([
    [0, '530f8afbc74536b9a963b4f1c4cb738b'],
    [16, 'cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919'],
  ])('seals %i zeros as the GCM specification says (test cases 13 and 14)', (length, sealed) => {
    expect(hex(crypto.seal(zeros(32), zeros(12), zeros(length), none))).toBe(sealed);
    expect(hex(crypto.open(zeros(32), zeros(12), Buffer.from(sealed, 'hex'), none))).toBe('00'.repeat(length));
  });

  it.each([0, 1, 15, 16, 17, 70_000])('seals %i bytes into 16 more', (length) => {
    expect(crypto.seal(zeros(32), zeros(12), zeros(length), none)).toHaveLength(length + 16);
  });

  it('accepts only a key of 32 bytes, to seal and to open', () => {
    const sealed = crypto.seal(zeros(32), zeros(12), none, none);
    for (const length of [0, 16, 31, 33]) {
      expect(() => crypto.seal(zeros(length), zeros(12), none, none)).toThrow(/key length/i);
      expect(() => crypto.open(zeros(length), zeros(12), sealed, none)).toThrow(/key length/i);
    }
  });

  it('reads its input inside a larger buffer, and changes none of it', () => {
    const around = Uint8Array.from({ length: 64 }, (_, index) => index);
    const inside = around.subarray(8, 40);
    const sealed = crypto.seal(zeros(32), zeros(12), inside, inside);
    const wide = Buffer.concat([Buffer.alloc(5, 255), sealed, Buffer.alloc(5, 255)]);
    expect(hex(crypto.open(zeros(32), zeros(12), wide.subarray(5, -5), inside))).toBe(hex(inside));
    expect([...around]).toEqual(Array.from({ length: 64 }, (_, index) => index));
  });

  it('compares bytes of any length without an error', () => {
    expect([crypto.equalsConstantTime(none, none), crypto.equalsConstantTime(none, zeros(1))]).toEqual([true, false]);
    expect(crypto.equalsConstantTime(Buffer.from('abc'), utf8('abc'))).toBe(true);
  });
});
