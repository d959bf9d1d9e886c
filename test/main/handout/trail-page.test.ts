import { describe, expect, it } from 'vitest';
import { CURSOR_PATTERN, PAGE_BYTES, trailPage } from '../../../main/handout/trail-page';
import { LIMITS } from '../../../main/handout/protocol';
import type { TrailEntry } from '../../../main/handout/trail-entry';
import { makeTrailEntry } from '../../support/command-line/make-answers';

const entries = (...ids: number[]): TrailEntry[] => ids.map((id) => makeTrailEntry({ id }));
const idsOf = (page: { readonly entries: readonly TrailEntry[] }) => page.entries.map(({ id }) => id);
/** Space for two entries. */
const TWO = Buffer.byteLength(JSON.stringify(makeTrailEntry({ id: 1 }))) * 2 + 10;

describe('a page of the trail', () => {
  it.each([
    [[9, 8, 7, 6, 5]],
    // Demo entries have no number.
    [[0, 0, 0, 7, 0, 0, 0, 6, 5, 0]],
    [[0, 0, 0]],
    [[]],
  ])('leads to the next, until all of %j are told once', (ids) => {
    const told: number[] = [];
    const all = entries(...ids);
    let before: string | undefined;
    do {
      const page = trailPage(all, before, TWO);
      expect(page.entries.length).toBeLessThanOrEqual(2);
      told.push(...idsOf(page));
      before = page.next;
      if (before !== undefined) expect(before).toMatch(CURSOR_PATTERN);
    } while (before !== undefined);
    expect(told).toEqual(ids);
  });

  it('continues from its position when newer ones have come, or its entry is gone', () => {
    const { next } = trailPage(entries(9, 8, 7, 6), undefined, TWO);
    expect(idsOf(trailPage(entries(11, 10, 9, 8, 7, 6), next))).toEqual([7, 6]);
    expect(idsOf(trailPage(entries(11, 10, 9, 7, 6), next))).toEqual([7, 6]);
    expect(idsOf(trailPage(entries(11, 10, 9), next))).toEqual([]);
  });

  it('has one entry at least, and fits into a line', () => {
    expect(idsOf(trailPage(entries(2, 1), undefined, 1))).toEqual([2]);
    expect(PAGE_BYTES).toBeLessThan(LIMITS.lineBytes / 2 + 1);
  });
});
