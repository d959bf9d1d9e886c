import * as fc from 'fast-check';

const SURROGATES = { from: 0xd800, count: 0x800 };

/**
 * Any character of Unicode, half surrogate pairs excepted: what fast-check calls `binary`, but without its table of all 1.1 million of them, which takes
 * a second to make and stays in memory.
 */
export const anyCharacter = fc
  .nat(0x10_ffff - SURROGATES.count)
  .map((index) => String.fromCodePoint(index < SURROGATES.from ? index : index + SURROGATES.count), indexOf);

function indexOf(value: unknown): number {
  const points = typeof value === 'string' ? [...value].map((character) => Number(character.codePointAt(0))) : [];
  const [point] = points;
  const isOne = point !== undefined && points.length === 1;
  if (!isOne || (point >= SURROGATES.from && point < SURROGATES.from + SURROGATES.count))
    throw new Error('not one character');
  return point < SURROGATES.from ? point : point - SURROGATES.count;
}
