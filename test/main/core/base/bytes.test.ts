import { describe, expect, it } from 'vitest';
import { fromHex, joinBytes, toHex } from '../../../../main/core/base/bytes';

describe('bytes', () => {
  it('are put together in order', () => {
    expect(joinBytes(Uint8Array.of(1, 2), Uint8Array.of(3))).toEqual(Uint8Array.of(1, 2, 3));
    expect(joinBytes(new Uint8Array(), new Uint8Array())).toEqual(new Uint8Array());
  });

  it('are written as two lower-case digits each, and read again', () => {
    const all = Uint8Array.from({ length: 256 }, (_, value) => value);
    expect(toHex(Uint8Array.of(0, 10, 255))).toBe('000aff');
    expect(toHex(all)).toBe(Buffer.from(all).toString('hex'));
    expect(fromHex(toHex(all))).toEqual(all);
    expect(fromHex('')).toEqual(new Uint8Array());
  });
});
