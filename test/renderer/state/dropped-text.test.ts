import { describe, expect, it } from 'vitest';
import { type DroppedData, readDropped } from '../../../renderer/state/dropped-text';

const fileOf = (bytes: Uint8Array, size = bytes.length) => ({
  size,
  arrayBuffer: async () => Uint8Array.from(bytes).buffer,
});
const data = (files: DroppedData['files'], text = ''): DroppedData => ({ files, getData: () => text });
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('what is dropped', () => {
  it.each([
    ['a file', data([fileOf(utf8('tökens'))]), 'tökens'],
    ['a file of UTF-16', data([fileOf(Buffer.from('\uFEFFtokens', 'utf16le'))]), 'tokens'],
    ['a file of UTF-16 the other way', data([fileOf(Buffer.from('\uFEFFtokens', 'utf16le').swap16())]), 'tokens'],
    ['the first of several files', data([fileOf(utf8('one')), fileOf(utf8('two'))], 'three'), 'one'],
    ['a text', data([], 'tokens'), 'tokens'],
  ])('is read: %s', async (_what, given, text) => {
    expect(await readDropped(given)).toEqual({ kind: 'text', text });
  });

  it.each([
    ['a file of megabytes, which is not opened', data([fileOf(utf8('x'), 5_000_000)])],
    ['a long text', data([], 'x'.repeat(300_001))],
  ])('is too large: %s', async (_what, given) => {
    expect(await readDropped(given)).toEqual({ kind: 'too-large' });
  });

  it('is nothing where it has no text', async () => {
    expect([await readDropped(data([])), await readDropped(data([fileOf(utf8(''))]))]).toEqual([undefined, undefined]);
  });
});
