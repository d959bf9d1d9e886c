import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64UrlText } from '../../../../main/core/base/base64url';
import { anyCharacter } from '../../../support/any-character';

describe('decodeBase64UrlText', () => {
  it('gives back every text that Buffer encodes', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (text) => {
        fc.pre(!text.startsWith('\ufeff'));
        expect(decodeBase64UrlText(Buffer.from(text, 'utf8').toString('base64url'))).toBe(text);
      }),
    );
  });

  it('puts a replacement character where bytes are not UTF-8', () => {
    expect(decodeBase64UrlText(Buffer.from([0xff, 0xfe, 0x41]).toString('base64url'))).toBe('\ufffd\ufffdA');
  });

  it.each(['a', 'ab=d', 'YWJj=', 'YW Jj', 'YW+j', 'YW/j', 'YWJé', 'YW😀'])('refuses %j', (encoded) => {
    expect(decodeBase64UrlText(encoded)).toBeUndefined();
  });

  it('never throws, and agrees with Buffer where both can decode', () => {
    fc.assert(
      fc.property(fc.string(), (encoded) => {
        const text = decodeBase64UrlText(encoded);
        expect(text === undefined || text === Buffer.from(encoded, 'base64url').toString('utf8')).toBe(true);
      }),
    );
  });
});
