// Reading bodies from a stream, without a network. With one: contracts/http-transport.contract.ts.
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readNodeBody } from '../../../../main/adapters/http/node-http-body';
import { outcomeOf } from '../../../support/core-graph';

const TEXT = 'gr\u00fc\u00df dich \u{1f426}';
const LIMIT = 1_000;

const incoming = (chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>, encoding?: string) =>
  Object.assign(Readable.from(chunks, { objectMode: false }), {
    headers: encoding === undefined ? {} : { 'content-encoding': encoding },
  }) as unknown as IncomingMessage;
const read = async (bytes: Uint8Array, encoding?: string, maxBytes = LIMIT) =>
  (await readNodeBody(incoming([bytes], encoding), maxBytes)).expose();
/** One byte at a time; then the connection breaks, if wanted. */
async function* bytewise(bytes: Uint8Array, end?: Error): AsyncGenerator<Uint8Array> {
  for (const byte of bytes) yield Uint8Array.of(byte);
  if (end) throw end;
}

const ENCODINGS = [
  [undefined, Buffer.from(TEXT)],
  ['', Buffer.from(TEXT)],
  ['identity', Buffer.from(TEXT)],
  ['gzip', gzipSync(TEXT)],
  ['x-gzip', gzipSync(TEXT)],
  [' GZip ', gzipSync(TEXT)],
  ['deflate', deflateSync(TEXT)],
  ['br', brotliCompressSync(TEXT)],
] as const;

describe('a body', () => {
  it.each(ENCODINGS)('that came as %j is its text', async (encoding, bytes) => {
    expect(await read(bytes, encoding)).toBe(TEXT);
  });

  it.each(ENCODINGS)('that came as %j in single bytes is not split inside a character', async (encoding, bytes) => {
    expect((await readNodeBody(incoming(bytewise(bytes), encoding), LIMIT)).expose()).toBe(TEXT);
  });

  it('of no bytes is the empty text', async () => {
    expect(await read(new Uint8Array())).toBe('');
    expect(await read(gzipSync(''), 'gzip')).toBe('');
  });
});

describe('the limit', () => {
  it.each([
    ['identity', (text: string) => Buffer.from(text)],
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const)('counts the bytes that %s unpacks to, and takes the last one', async (encoding, pack) => {
    expect(await read(pack('x'.repeat(LIMIT)), encoding)).toHaveLength(LIMIT);
    expect(await outcomeOf(read(pack('x'.repeat(LIMIT + 1)), encoding))).toBe('BAD_RESPONSE');
    expect(await outcomeOf(read(pack(`${'x'.repeat(LIMIT - 1)}\u00e9`), encoding))).toBe('BAD_RESPONSE');
  });

  it('is reached long before an endless body ends', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        given++;
        yield new Uint8Array(100);
      }
    }
    expect(await outcomeOf(readNodeBody(incoming(endless()), LIMIT))).toBe('BAD_RESPONSE');
    // As much as a stream buffers (16 KiB and more in later versions), but not endlessly.
    expect(given).toBeLessThan(2_000);
  });
});

describe('a body that cannot be unpacked', () => {
  it.each([
    ['gzip', Buffer.from('no gzip at all')],
    ['gzip', gzipSync(TEXT).subarray(0, -9)],
    ['gzip', gzipSync(TEXT).map((byte, at, all) => (at === all.length - 5 ? byte ^ 1 : byte))],
    ['deflate', Buffer.from('none either')],
    ['deflate', deflateRawSync(TEXT)],
    ['br', Buffer.alloc(20, 0xff)],
    ['br', Buffer.from([0x11, 0, 0, 0, 0])],
    ['br', brotliCompressSync(TEXT).subarray(0, -3)],
    ['zstd', Buffer.from(TEXT)],
    ['gzip, br', gzipSync(brotliCompressSync(TEXT))],
  ])('(%s, case %#) is no answer', async (encoding, bytes) => {
    expect(await outcomeOf(read(bytes, encoding))).toBe('BAD_RESPONSE');
  });
});

describe('a connection that breaks', () => {
  it.each(['identity', 'gzip', 'br'])(
    'in the middle of %s is reported as that, not as a bad answer',
    async (encoding) => {
      const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
      const bytes =
        encoding === 'gzip' ? gzipSync(TEXT) : encoding === 'br' ? brotliCompressSync(TEXT) : Buffer.from(TEXT);
      const half = incoming(bytewise(bytes.subarray(0, 8), reset), encoding);
      await expect(readNodeBody(half, LIMIT)).rejects.toBe(reset);
    },
  );
});
