import { expect, it } from 'vitest';
import { encodeIco } from '../../../build/icons/ico.mjs';
import { inShort } from '../../support/pixels-in-short';
import { readIco } from '../../support/read-ico';

/** A picture in which all pixels differ. */
function picture(side: number) {
  const rgba = Buffer.from(
    Array.from({ length: side * side }, (_, at) => [at % 256, side, 255 - (at % 256), at % 251]).flat(),
  );
  return { width: side, height: side, rgba };
}

it.each([[[16]], [[16, 20, 24, 32, 48]], [[33]], [[33, 256]]])('holds pictures of %j pixels as they were', (sides) => {
  const pictures = sides.map(picture);
  expect(readIco(encodeIco(pictures)).map(inShort)).toEqual(pictures.map(inShort));
});

it('begins as the format says', () => {
  const file = encodeIco([picture(20)]);
  // One icon; 20 by 20, 32 bits; header, pixels and mask; they follow the list.
  expect(file.subarray(0, 22).toString('hex')).toBe('000001000100' + '14140000' + '01002000' + 'b8060000' + '16000000');
  expect(file).toHaveLength(22 + 40 + 20 * 20 * 4 + 20 * 4);
});

it('has the largest as a PNG, whose side is written as 0', () => {
  const file = encodeIco([picture(256)]);
  expect(file.subarray(6, 8).toString('hex')).toBe('0000');
  expect(file.subarray(22, 26).toString('latin1')).toBe('\u0089PNG');
});
