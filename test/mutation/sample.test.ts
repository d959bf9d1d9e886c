import { describe, expect, it } from 'vitest';
import { sampleOf } from './sample.mjs';

const files = Array.from({ length: 50 }, (_, index) => ({ path: `main/core/${index}.ts`, lines: 100 }));

describe('a random share of the core', () => {
  it('is all of it in windows that leave no line out, when all is asked for', () => {
    expect(sampleOf([{ path: 'a.ts', lines: 30 }], 1, 1)).toEqual(['a.ts:1-12', 'a.ts:13-24', 'a.ts:25-30']);
  });

  it('is about as large as asked for', () => {
    const share = sampleOf(files, 0.2, 1).length / sampleOf(files, 1, 1).length;
    expect(share).toBeGreaterThan(0.15);
    expect(share).toBeLessThan(0.25);
  });

  it('is the same for the same seed, and another for another', () => {
    expect(sampleOf(files, 0.2, 7)).toEqual(sampleOf(files, 0.2, 7));
    expect(sampleOf(files, 0.2, 7)).not.toEqual(sampleOf(files, 0.2, 8));
  });
});
