import { expect, it } from 'vitest';
import { shownEntry, isEntry } from '../../../../main/core/activity/activity-entry';

it('shows an entry without what only the plot needs', () => {
  const entry = { atMs: 1, kind: 'refresh', text: 'Refreshed' } as const;
  expect(shownEntry({ ...entry, refresh: { durationMs: 4 } })).toEqual(entry);
});

it('distinguishes an entry from a span', () => {
  expect(isEntry({ atMs: 1, kind: 'app', text: 'Resumed' })).toBe(true);
  expect(isEntry({ atMs: 1, profileId: 'main', watchedMs: 1, validMs: 1 })).toBe(false);
});
