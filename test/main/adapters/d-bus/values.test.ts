// Encoding and decoding of values, compared with bytes from libdbus.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeValues, encodeValues, Variant } from '../../../../main/adapters/d-bus/values';
import { anyCharacter } from '../../../support/any-character';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** Signature, values, and their bytes, little-endian. */
const ROWS: readonly (readonly [signature: string, values: readonly unknown[], bytes: string])[] = [
  ['', [], ''],
  ['y', [7], '07'],
  ['b', [true], '01000000'],
  ['n', [-8], 'f8ff'],
  ['q', [9], '0900'],
  ['yi', [7, -2], '07000000 feffffff'],
  ['u', [3], '03000000'],
  ['h', [0], '00000000'],
  ['yx', [1, -5n], '0100000000000000 fbffffffffffffff'],
  ['t', [2n ** 64n - 1n], 'ffffffffffffffff'],
  ['d', [1.5], '000000000000f83f'],
  ['s', ['héllo'], '06000000 68c3a96c6c6f00'],
  ['s', [''], '00000000 00'],
  ['o', ['/x'], '02000000 2f7800'],
  ['g', ['a{sv}'], '05 617b73767d 00'],
  ['as', [['a', 'bc']], '0f000000 01000000 6100 0000 02000000 626300'],
  ['at', [[]], '00000000 00000000'],
  ['ay', [Buffer.from([1, 2, 3])], '03000000 010203'],
  ['a{si}', [{ one: 1, two: 2 }], '1c000000 00000000 03000000 6f6e6500 01000000 00000000 03000000 74776f00 02000000'],
  ['v', [new Variant('s', 'v')], '01 7300 00 01000000 7600'],
  ['y(yu)', [1, [2, 3]], '0100000000000000 02000000 03000000'],
];

describe('values', () => {
  it.each(ROWS)('of %j are the bytes of the specification, and back', (signature, values, bytes) => {
    expect(encodeValues(signature, values).toString('hex')).toBe(bytes.replaceAll(' ', ''));
    expect(decodeValues(signature, hex(bytes), true)).toEqual(values);
  });

  it('are read in the other byte order, too', () => {
    const bytes = hex(
      '00000006 68c3a96c6c6f00 00 fffffffe 0009 fff8 00000000 fffffffffffffffb 0000000000000006 3ff8000000000000',
    );
    expect(decodeValues('siqnxtd', bytes, false)).toEqual(['héllo', -2, 9, -8, -5n, 6n, 1.5]);
    expect(decodeValues('bu', hex('00000001 00000003'), false)).toEqual([true, 3]);
  });

  it('that are text of a bus are read back unchanged, whatever the text contains', () => {
    const text = fc
      .string({ unit: anyCharacter })
      .filter((one) => !one.includes('\0') && Buffer.from(one).toString() === one);
    const dictionary = fc.dictionary(text, text);
    fc.assert(
      fc.property(
        fc.array(text),
        dictionary,
        fc.array(fc.tuple(fc.integer({ min: 0, max: 255 }), text)),
        (list, words, pairs) => {
          const values = [list, words, new Variant('a(ys)', pairs)];
          expect(decodeValues('asa{ss}v', encodeValues('asa{ss}v', values), true)).toEqual(values);
        },
      ),
    );
  });

  it('with the name of a part of every object do not change that part', () => {
    const [words] = decodeValues('a{ss}', encodeValues('a{ss}', [JSON.parse('{"__proto__":"x"}')]), true);
    expect(Object.getPrototypeOf(words)).toBe(Object.prototype);
    expect(Object.entries(words as object)).toEqual([['__proto__', 'x']]);
  });
});

describe('what does not fit its signature is not sent', () => {
  it.each([
    ['too few', 'ss', ['a'], RangeError],
    ['too many', 's', ['a', 'b'], RangeError],
    ['a number for a text', 's', [7], TypeError],
    ['a text that would end early', 's', ['a\0b'], TypeError],
    ['a number that is too large', 'y', [256], RangeError],
    ['a structure that lacks one', '(ss)', [['a']], RangeError],
    ['an unknown type', 'z', ['a'], RangeError],
  ])('%s', (_what, signature, values, failure) => {
    expect(() => encodeValues(signature, values)).toThrow(failure);
  });
});

describe('bytes that are damaged are refused', () => {
  it.each([
    ['a text that is cut off', 's', '05000000 6100'],
    ['a text that does not end', 's', '01000000 6162'],
    ['a number that is cut off', 'u', '0300'],
    ['an array that is cut off', 'as', '10000000 01000000 6100'],
    ['an array that ends inside a value', 'au', '06000000 01000000 02000000'],
    ['an array that is too long', 'ay', 'ffffffff 00'],
    ['a variant of two values', 'v', '02 737300 01000000 6100'],
    ['a variant of none', 'v', '00 00'],
  ])('%s', (_what, signature, bytes) => {
    expect(() => decodeValues(signature, hex(bytes), true)).toThrow(RangeError);
  });

  it('variants nested too deeply', () => {
    expect(() => decodeValues('v', hex('01 7600'.repeat(200)), true)).toThrow('too deeply');
  });

  it('any bytes give values or one of our errors, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('s', 'a{sv}', 'av', 'a(iiay)', 'vvv'),
        (bytes, signature) => {
          try {
            expect(decodeValues(signature, Buffer.from(bytes), true).length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(RangeError);
          }
        },
      ),
    );
  });
});
