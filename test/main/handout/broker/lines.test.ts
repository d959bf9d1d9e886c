// Splitting bytes into lines: in any chunks, exact to the byte, and only UTF-8.
import { describe, expect, it } from 'vitest';
import { LineReader } from '../../../../main/handout/broker/lines';

function read(reader: LineReader): (string | undefined)[] {
  const found: (string | undefined)[] = [];
  for (let next = reader.next(); next; next = reader.next()) {
    found.push('line' in next ? next.line : `!${next.trouble}`);
    if ('trouble' in next) break;
  }
  return found;
}

describe('whole lines', () => {
  it.each([1, 2, 3, 7, 100])('in parts of %d bytes', (size) => {
    const bytes = Buffer.from('{"a":1}\nüöä €\n\nlast\n', 'utf8');
    const reader = new LineReader(64);
    const found: (string | undefined)[] = [];
    for (let at = 0; at < bytes.length; at += size) {
      reader.push(bytes.subarray(at, at + size));
      found.push(...read(reader));
    }
    expect(found).toEqual(['{"a":1}', 'üöä €', '', 'last']);
    expect(reader.waitingBytes).toBe(0);
  });

  it('half a line waits for its end', () => {
    const reader = new LineReader(64);
    reader.push(Buffer.from('half'));
    expect([reader.next(), reader.waitingBytes]).toEqual([undefined, 4]);
    reader.push(Buffer.from(' and half\n'));
    expect(read(reader)).toEqual(['half and half']);
  });
});

describe('the longest line', () => {
  it.each([
    ['as long as it may be', 'x'.repeat(15), '\n', ['x'.repeat(15)]],
    ['one byte more', 'x'.repeat(16), '\n', ['!too-long']],
    ['without an end, as long as one with it', 'x'.repeat(16), '', ['!too-long']],
    ['without an end, one byte less', 'x'.repeat(15), '', []],
    ['counted in bytes, not in letters', 'é'.repeat(8), '\n', ['!too-long']],
  ])('%s', (_what, text, end, expected) => {
    const reader = new LineReader(16);
    reader.push(Buffer.from(text));
    reader.push(Buffer.from(end));
    expect(read(reader)).toEqual(expected);
  });

  it('a short line before it is read all the same', () => {
    const reader = new LineReader(16);
    reader.push(Buffer.from(`ok\n${'x'.repeat(40)}`));
    expect(read(reader)).toEqual(['ok', '!too-long']);
  });
});

it.each([[[0xff, 0x0a]], [[0xc3, 0x0a]], [[0xed, 0xa0, 0x80, 0x0a]]])('%j is not UTF-8', (bytes) => {
  const reader = new LineReader(16);
  reader.push(Uint8Array.from(bytes));
  expect(read(reader)).toEqual(['!not-utf8']);
});
