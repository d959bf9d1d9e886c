import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REFRESH_BACKOFF, STORE_BACKOFF, backoffMs } from '../../../../main/core/time/backoff';

describe('backoffMs', () => {
  it('doubles from 1 s up to 5 min', () => {
    const ceilings = [1, 2, 3, 4, 9, 10, 1_000].map((failures) => backoffMs(REFRESH_BACKOFF, failures, 1));
    expect(ceilings).toEqual([1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
  });

  it('stays between half the first wait and the maximum, whatever the random number', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(REFRESH_BACKOFF, STORE_BACKOFF),
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (limits, failures, random) => {
          const waitMs = backoffMs(limits, failures, random);
          expect(waitMs).toBeGreaterThanOrEqual(limits.firstMs / 2);
          expect(waitMs).toBeLessThanOrEqual(Math.min(limits.longestMs, limits.firstMs * 2 ** (failures - 1)));
        },
      ),
    );
  });
});
