import { describe, expect, it } from 'vitest';
import { decodePng, encodePng } from '../../../build/virtual-desktop/png-pixels.mjs';

describe('pixels', () => {
  it('survive a PNG that is written and read again', () => {
    const rgba = Buffer.from(Array.from({ length: 5 * 4 * 4 }, (_, i) => (i * 37) % 256));
    expect(decodePng(encodePng({ width: 5, height: 4, rgba }))).toEqual({ width: 5, height: 4, rgba });
  });

  it('are not guessed from a file that is no PNG', () => {
    expect(() => decodePng(Buffer.from('GIF89a and more bytes than a header'))).toThrow('not a PNG');
  });
});
