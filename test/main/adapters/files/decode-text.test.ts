import { expect, it } from 'vitest';
import { decodeText, utf8Of } from '../../../../main/adapters/files/decode-text';

const TEXT = 'AXIOM_ACCESS_TOKEN=abc\r\nAXIOM_REFRESH_TOKEN=dëf\r\n';
const little = Buffer.from(TEXT, 'utf16le');
const big = Buffer.from(little).swap16();

it.each([
  ['UTF-8', Buffer.from(TEXT)],
  ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), little])],
  ['UTF-16 the other way with a mark', Buffer.concat([Buffer.from([0xfe, 0xff]), big])],
  ['UTF-16 without a mark', little],
  ['UTF-16 the other way without a mark', big],
])('%s is read', (_what, bytes) => {
  expect(decodeText(bytes).replace(/^\uFEFF/, '')).toBe(TEXT);
});

it('a large file is the same in UTF-8', async () => {
  const text = TEXT.repeat(30_000);
  const wide = Buffer.from(text, 'utf16le');
  for (const bytes of [wide, Buffer.from(wide).swap16(), Buffer.from(text)])
    expect((await utf8Of(bytes)).toString('utf8')).toBe(text);
});

it.each([
  ['nothing', Buffer.alloc(0), ''],
  ['one byte', Buffer.from('a'), 'a'],
  ['a few zeros', Buffer.from('a\0b'), 'a\0b'],
])('%s is UTF-8', (_what, bytes, text) => {
  expect(decodeText(bytes)).toBe(text);
});
