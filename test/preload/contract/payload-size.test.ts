import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWithinSize, MAX_PAYLOAD_CHARACTERS } from '../../../preload/contract/payload-size';

describe('isWithinSize', () => {
  it.each([[undefined], [null], [1], ['text'], [{ a: [1, { b: 'c' }] }], [Object.create(null)]])(
    'accepts %j',
    (payload) => {
      expect(isWithinSize(payload)).toBe(true);
    },
  );

  it('counts characters of values and of keys', () => {
    const limit = 'x'.repeat(MAX_PAYLOAD_CHARACTERS);
    expect(isWithinSize(limit)).toBe(true);
    expect(isWithinSize(`${limit}x`)).toBe(false);
    expect(isWithinSize([limit.slice(5), limit.slice(0, 6)])).toBe(false);
    expect(isWithinSize({ [`${limit}x`]: 1 })).toBe(false);
  });

  it('ends on a value that holds itself and on very many values', () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = [loop, loop];
    expect(isWithinSize(loop)).toBe(false);
    expect(isWithinSize(Array.from({ length: 20_000 }, () => 0))).toBe(false);
  });

  it.each([[new Uint8Array(2_000_000)], [new Map()], [new Date(0)], [{ a: new Set() }], [/x/]])(
    'refuses %o: it is not plain data',
    (payload) => {
      expect(isWithinSize(payload)).toBe(false);
    },
  );

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withMap: true, withTypedArray: true, withNullPrototype: true }), (payload) => {
        expect(typeof isWithinSize(payload)).toBe('boolean');
      }),
    );
  });
});
