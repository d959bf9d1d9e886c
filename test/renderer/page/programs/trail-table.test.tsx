// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { TrailTable } from '../../../../renderer/page/programs/trail-table';
import { makeTrailLine } from '../../../support/make-programs';
import { renderView, VIEW_NOW_MS } from '../../../support/renderer/render-view';

const render = (entries: Parameters<typeof TrailTable>[0]['entries'], showsNames = true) => {
  const tags: string[] = [];
  return renderView(
    <TrailTable removed={[]} entries={entries} showsNames={showsNames} onTag={(tag) => void tags.push(tag)} />,
  ).then((view) => ({ ...view, tags }));
};

const heads = (place: HTMLElement) => [...place.querySelectorAll('th')].map(({ textContent }) => textContent);

it('has a row for each entry, with how often and until when', async () => {
  const nowMs = VIEW_NOW_MS;
  const { place } = await render([
    makeTrailLine(nowMs - 60_000, { id: 2, profileId: 'default', count: 214, lastAtMs: nowMs - 10_000 }),
    makeTrailLine(nowMs, { id: 1, profileId: 'gone', facts: [], event: 'refused' }),
  ]);
  expect(heads(place)).toEqual(['Time', 'Program', 'Account', 'What happened', 'Token']);
  const rows = [...place.querySelectorAll('tbody tr')].map((row) => row.textContent ?? '');
  expect(rows[0]).toMatch(/^11:59:00.*main.*214 times until 11:59:50/);
  expect(rows[1]).toContain('gone');
});

it('leaves the account out if there is only one', async () => {
  const { place } = await render([makeTrailLine(VIEW_NOW_MS)], false);
  expect(heads(place)).not.toContain('Account');
});

it('asks which programs had a token', async () => {
  const view = await render([makeTrailLine(VIEW_NOW_MS)]);
  await view.press('Which programs had the token 3fa9c210?');
  expect(view.tags).toEqual(['3fa9c210']);
});
