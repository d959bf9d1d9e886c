import { describe, expect, it } from 'vitest';
import { PLACE_KINDS } from '../../../main/core/ports/token-places';
import { placeSchema } from '../../../preload/contract/place-schema';
import { makePlace } from '../../support/make-snapshot';

describe('a place that crosses the border', () => {
  it.each(PLACE_KINDS)('is the row of the core’s table, unchanged: %s', (kind) => {
    expect(placeSchema.parse(makePlace(kind))).toEqual(makePlace(kind));
  });

  it.each([
    ['a word more', { headlines: {} }],
    ['a question that the window cannot ask', { asks: 'address' }],
    ['a name that is no text', { label: 7 }],
    ['no word about whether it lasts', { isLasting: undefined }],
  ])('stays where it is with %s', (_what, change) => {
    expect(placeSchema.safeParse({ ...makePlace('file'), ...change }).success).toBe(false);
  });
});
