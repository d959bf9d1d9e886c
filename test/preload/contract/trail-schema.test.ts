import { describe, expect, it } from 'vitest';
import { TRAIL_CALL_SCHEMAS, trailEntrySchema } from '../../../preload/contract/trail-schema';
import { makeTrail } from '../../support/make-programs';

describe('the trail in the contract', () => {
  it('fits as main sends it, and nothing more', () => {
    for (const entry of makeTrail(1_772_366_400_000)) {
      expect(trailEntrySchema.safeParse(entry).success).toBe(true);
      expect(trailEntrySchema.safeParse({ ...entry, token: 'x' }).success).toBe(false);
    }
  });

  it.each<[what: string, request: unknown]>([
    ['a tag that is none', { most: 1, tag: 'ABCDEF01' }],
    ['a part of a token', { most: 1, tag: 'eyJhbGci' }],
    ['an event that there is not', { most: 1, event: 'shown' }],
    ['no number', {}],
    ['more than the window shows', { most: 2001 }],
    ['an endless search', { most: 1, consumer: 'x'.repeat(201) }],
  ])('is not asked for %s', (_what, request) => {
    expect(TRAIL_CALL_SCHEMAS.listTrail.request.safeParse(request).success).toBe(false);
  });

  it('is saved in the two forms only', () => {
    const { request } = TRAIL_CALL_SCHEMAS.exportTrail;
    expect(['csv', 'jsonl', 'json', undefined].map((format) => request.safeParse({ format }).success)).toEqual([
      ...[true, true, false, false],
    ]);
  });
});
