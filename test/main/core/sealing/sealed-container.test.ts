import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { createNodeCrypto } from '../../../../main/adapters/platform/node-crypto';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { storedVersions } from '../../../../main/core/base/stored-versions';
import {
  type ContainerFormat,
  type ContainerParts,
  matchesKeys,
  type KeyHeader,
  keyHeaderShape,
  openContainer,
  readContainer,
  sealContainer,
} from '../../../../main/core/sealing/sealed-container';

const crypto = createNodeCrypto();
const FORMAT: ContainerFormat<KeyHeader> = {
  magic: 'TEST',
  maxBytes: 10_000,
  // Version 1 called the cost `cost`, version 2 had no `p`.
  header: storedVersions(z.looseObject({ cost: z.number() }))
    .next(z.looseObject({ N: z.number() }), ({ cost, ...rest }) => ({ ...rest, N: cost }))
    .next(z.looseObject(keyHeaderShape), (former) => ({ ...former, p: 1 }) as unknown as KeyHeader),
  damaged: () => new AxiomTokenError('BACKUP_CORRUPT'),
  newer: () => new AxiomTokenError('BACKUP_UNSUPPORTED'),
};
const HEADER: KeyHeader = { kdf: 'scrypt', N: 2 ** 15, r: 8, p: 1, salt: '00'.repeat(32), nonce: '11'.repeat(12) };
const keys = Uint8Array.from({ length: 64 }, (_, index) => index);
const inside = new TextEncoder().encode('what is inside');

const opened = (parts: ContainerParts<KeyHeader>, withKeys = keys) => {
  const plaintext = openContainer(parts, withKeys, crypto);
  return plaintext && new TextDecoder().decode(plaintext);
};
const seal = (header: KeyHeader = HEADER, plaintext = inside) => sealContainer(FORMAT, header, keys, plaintext, crypto);
const damaged = expect.objectContaining({ code: 'BACKUP_CORRUPT' }) as unknown;

/** Bytes with a correct SHA-256 at their end. */
const hashed = (body: Uint8Array) => Uint8Array.from(Buffer.concat([body, createHash('sha256').update(body).digest()]));
/** A sealed file with these header bytes, this declared length, and so many bytes after the header. */
const made = (header: Uint8Array, { rest = 100, says = header.length, version = 3 } = {}) => {
  const start = Buffer.alloc(10);
  start.write('TEST');
  start.writeUInt16BE(version, 4);
  start.writeUInt32BE(says, 6);
  return hashed(Uint8Array.from(Buffer.concat([start, header, Buffer.alloc(rest)])));
};
const headerOf = (length: number) => {
  const short = JSON.stringify({ ...HEADER, more: '' });
  return new TextEncoder().encode(JSON.stringify({ ...HEADER, more: 'x'.repeat(length - short.length) }));
};
const reading = (bytes: Uint8Array) => () => readContainer(FORMAT, bytes, crypto);

it('what is sealed opens only with the header that it was sealed with', () => {
  const parts = readContainer(FORMAT, seal(), crypto);
  expect([opened(parts), opened({ ...parts, aad: parts.aad.map((byte) => byte ^ 1) })]).toEqual([
    'what is inside',
    undefined,
  ]);
});

describe('a sealed container', () => {
  it('is opened by the keys to the same content', () => {
    const parts = readContainer(FORMAT, seal(), crypto);
    expect(parts.header).toEqual(HEADER);
    expect(matchesKeys(parts, keys, crypto)).toBe(true);
    expect(opened(parts)).toBe('what is inside');
  });

  it('has the layout that its documentation says', () => {
    const bytes = Buffer.from(seal());
    const json = Buffer.from(JSON.stringify(HEADER));
    const head = bytes.subarray(0, 10 + json.length);
    expect([bytes.toString('latin1', 0, 4), bytes.readUInt16BE(4), bytes.readUInt32BE(6)]).toEqual([
      'TEST',
      3,
      json.length,
    ]);
    expect(head.subarray(10)).toEqual(json);
    expect(bytes).toHaveLength(head.length + 32 + inside.length + 16 + 32);
    expect(bytes.subarray(head.length, head.length + 32)).toEqual(Buffer.from(crypto.hmacSha256(keys.slice(32), head)));
    expect(hashed(bytes.subarray(0, -32))).toEqual(Uint8Array.from(bytes));
  });

  it('recognises other keys, and opens with neither half of them', () => {
    const parts = readContainer(FORMAT, seal(), crypto);
    const otherMac = keys.map((byte, index) => (index >= 32 ? byte ^ 1 : byte));
    const otherCipher = keys.map((byte, index) => (index < 32 ? byte ^ 1 : byte));
    expect([matchesKeys(parts, otherMac, crypto), matchesKeys(parts, otherCipher, crypto)]).toEqual([false, true]);
    expect(opened(parts, otherMac)).toBe('what is inside');
    expect(opened(parts, otherCipher)).toBeUndefined();
  });

  it('can be read inside a larger buffer', () => {
    const bytes = seal();
    const around = Buffer.concat([Buffer.alloc(7, 255), bytes, Buffer.alloc(7, 255)]);
    const parts = readContainer(FORMAT, new Uint8Array(around).subarray(7, 7 + bytes.length), crypto);
    expect(opened(parts)).toBe('what is inside');
  });

  it('may be empty inside, and not shorter than that', () => {
    const bytes = seal(HEADER, new Uint8Array());
    expect(opened(readContainer(FORMAT, bytes, crypto))).toBe('');
    expect(reading(hashed(bytes.subarray(0, -33)))).toThrow(damaged);
  });

  it('may be as large as the format says and no larger', () => {
    const rest = seal(HEADER, new Uint8Array()).length;
    expect(reading(seal(HEADER, new Uint8Array(10_000 - rest)))).not.toThrow();
    expect(reading(seal(HEADER, new Uint8Array(10_001 - rest)))).toThrow(damaged);
  });

  it('may have a header of 4 KiB and no larger', () => {
    expect(reading(made(headerOf(4_096)))().header).toMatchObject(HEADER);
    expect(reading(made(headerOf(4_097)))).toThrow(damaged);
  });

  it.each([
    ['no bytes', new Uint8Array()],
    ['fewer bytes than a checksum', new Uint8Array(31)],
    ['nothing but a checksum', hashed(new Uint8Array())],
    ['fewer bytes than a start', hashed(Uint8Array.from(Buffer.from('TEST\0\u0003\0\0\0')))],
    ['another magic', hashed(Uint8Array.from([...Buffer.from('TESS'), ...made(headerOf(300)).slice(4, -32)]))],
    ['another first letter', hashed(Uint8Array.from([...Buffer.from('BEST'), ...made(headerOf(300)).slice(4, -32)]))],
    ['the header of another version', made(headerOf(300), { version: 1 })],
    ['version 0', made(headerOf(300), { version: 0 })],
    ['no room for a tag', made(headerOf(300), { rest: 47 })],
    ['a header that says more than is there', made(headerOf(300), { rest: 48, says: 301 })],
    ['a header that is cut', made(headerOf(300), { says: 299 })],
    ['a header that is no JSON', made(new TextEncoder().encode('no JSON'))],
    ['a header that is not UTF-8', made(Uint8Array.from([...headerOf(300).slice(0, -4), 0xff, 0xff, 0x22, 0x7d]))],
    ['no header', made(new Uint8Array())],
  ])('with %s is damaged', (_what, bytes) => {
    expect(reading(bytes)).toThrow(damaged);
  });

  it('has just enough room with a tag of 16 bytes', () => {
    expect(reading(made(headerOf(300), { rest: 48 }))().sealed).toHaveLength(16);
  });

  it('of an earlier version is read, its header step by step in the newest form, with unknown fields', () => {
    const { N: cost, p: _p, ...rest } = HEADER;
    const header = (json: unknown) => new TextEncoder().encode(JSON.stringify(json));
    expect(reading(made(header({ ...rest, cost, more: 1 }), { version: 1 }))().header).toEqual({ ...HEADER, more: 1 });
    expect(reading(made(header({ ...rest, N: cost }), { version: 2 }))().header).toEqual(HEADER);
  });

  it('of a later version is reported as newer, whatever its content', () => {
    for (const says of [0, 300, 1_000_000])
      expect(reading(made(headerOf(300), { version: 4, says }))).toThrow(
        expect.objectContaining({ code: 'BACKUP_UNSUPPORTED' }),
      );
  });

  it('repeats nothing of a damaged header', () => {
    try {
      reading(made(new TextEncoder().encode('{"kanarienvogel')))();
      throw new Error('it was accepted');
    } catch (error) {
      expect(error).toMatchObject({ code: 'BACKUP_CORRUPT' });
      expect(error).not.toHaveProperty('cause');
    }
  });

  it.each([
    ['2^15', { N: 2 ** 15 }, true],
    ['2^20', { N: 2 ** 20 }, true],
    ['2^14', { N: 2 ** 14 }, false],
    ['2^21', { N: 2 ** 21 }, false],
    ['no power of two', { N: 2 ** 15 + 2 }, false],
    ['four at once', { p: 4 }, true],
    ['five at once', { p: 5 }, false],
    ['none at once', { p: 0 }, false],
    ['half a one', { p: 1.5 }, false],
    ['blocks of 9', { r: 9 }, false],
    ['another way', { kdf: 'argon2' }, false],
    ['a salt of 31 bytes', { salt: '00'.repeat(31) }, false],
    ['a salt of 33 bytes', { salt: '00'.repeat(33) }, false],
    ['a salt in capitals', { salt: 'AA'.repeat(32) }, false],
    ['a nonce of 11 bytes', { nonce: '00'.repeat(11) }, false],
    ['a nonce of 13 bytes', { nonce: '00'.repeat(13) }, false],
  ])('whose key costs %s: %j is taken: %s', (_what, change, isTaken) => {
    const bytes = made(new TextEncoder().encode(JSON.stringify({ ...HEADER, ...change })));
    if (isTaken) expect(reading(bytes)().header).toMatchObject(change);
    else expect(reading(bytes)).toThrow(damaged);
  });
});
