// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { TrailLine } from '../../../../preload/contract/trail-schema';
import { RecentPrograms, newestOfEach } from '../../../../renderer/page/help/recent-programs';
import { renderView } from '../../../support/renderer/render-view';

const entry = (id: number, program: string, more: Partial<TrailLine> = {}): TrailLine => ({
  ...{ id, atMs: id, lastAtMs: id, count: 1, event: 'handed-out', via: 'socket', program, facts: [], kind: 'access' },
  ...more,
});

it('shows each program once, and neither the window nor decisions', () => {
  const shown = newestOfEach([
    entry(9, 'bot.py'),
    entry(8, 'You', { via: 'window' }),
    entry(7, 'curl', { event: 'refused', via: 'command-line' }),
    entry(6, 'bot.py'),
    entry(5, 'sh', { event: 'allowed' }),
    ...[4, 3, 2, 1, 0].map((id) => entry(id, `program ${id}`)),
  ]);
  expect(shown.map(({ id }) => id)).toEqual([9, 7, 4, 3, 2]);
});

it('leads to programs and to the whole trail', async () => {
  const view = await renderView(<RecentPrograms profileId="default" />, { page: 'use-in-programs' });
  expect(view.calls().at(-1)).toEqual(['listTrail', { profileId: 'default', most: 200 }]);
  await view.press('Programs');
  await view.press('The whole trail');
  expect(view.went).toEqual([['programs'], ['trail']]);
});
