// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { TrailPage } from '../../../../renderer/page/programs/trail-page';
import { makeTrailLine } from '../../../support/make-programs';
import { renderView, VIEW_NOW_MS } from '../../../support/renderer/render-view';

const openPage = () => renderView(<TrailPage />, { page: 'trail' });

describe('the page of the trail', () => {
  it('shows all of it, and where entries are missing', async () => {
    const view = await openPage();
    expect(view.place.querySelectorAll('tbody tr')).toHaveLength(7);
    expect(view.text()).toContain(
      'Lines of the trail are missing. Entries 311 to 313 are missing: lost, damaged or taken out.',
    );
    expect(view.calls()).toEqual([['listTrail', { most: 100 }]]);
  });

  it('is about the program from whose row it was opened, until that is changed', async () => {
    const view = await renderView(<TrailPage />, { page: 'trail', profileId: 'default', program: '/usr/bin/curl' });
    const filter = { profileId: 'default', consumer: '/usr/bin/curl', most: 100 };
    expect(view.calls()).toEqual([['listTrail', filter]]);
    await view.type('Program', '');
    expect(view.calls().at(-1)).toEqual(['listTrail', { profileId: 'default', most: 100 }]);
  });

  it('requests only what is chosen, and announces how many entries there are', async () => {
    const view = await openPage();
    await view.type('Account', 'default');
    await view.type('What happened', 'refused');
    await view.type('When', '24');
    await view.type('Program', ' scraper ');
    const sinceMs = VIEW_NOW_MS - 86_400_000;
    const filter = { profileId: 'default', event: 'refused', sinceMs, consumer: 'scraper' };
    expect(view.calls().at(-1)).toEqual(['listTrail', { ...filter, most: 100 }]);
    expect(view.said.at(-1)).toBe('1 entry');
    await view.type('Program', 'nobody');
    expect(view.said.at(-1)).toBe('Nothing of this kind so far.');
    await view.type('Account', '');
    expect(view.calls().at(-1)?.[1]).not.toHaveProperty('profileId');
  });

  it('answers which programs had a token, and goes back to all', async () => {
    const view = await openPage();
    const [first] = view.place.querySelectorAll<HTMLElement>('.trail-tag');
    if (!first) throw new Error('no tag');
    await view.send(first, new MouseEvent('click', { bubbles: true }));
    expect(view.calls().at(-1)).toEqual(['listTrail', { tag: '3fa9c210', most: 100 }]);
    expect(view.text()).toContain(
      'The token 3fa9c210 was given to: python3 running bot.py in ~/bots; curl; You, in the app.',
    );
    await view.press('Show all tokens');
    expect(view.calls().at(-1)).toEqual(['listTrail', { most: 100 }]);
  });

  it.each([
    ['Save as a table…', 'csv'],
    ['Save as JSON lines…', 'jsonl'],
  ])('saves what is chosen: %s', async (button, format) => {
    const view = await openPage();
    await view.type('What happened', 'refused');
    await view.press(button);
    expect(view.calls().at(-1)).toEqual(['exportTrail', { event: 'refused', format }]);
    expect(view.said.at(-1)).toBe(`Saved 4,120 entries to /home/you/Documents/axiom-trail.${format}`);
    view.fake.failNext('exportTrail', 'STORAGE_FULL');
    await view.press(button);
    expect(view.find('alert').textContent).toMatch(/./);
  });

  it('names accounts that were removed, and shows only their entries', async () => {
    const view = await openPage();
    view.fake.answerNext('listTrail', {
      entries: [makeTrailLine(VIEW_NOW_MS, { profileId: 'foo' })],
      hasMore: false,
      gaps: [],
      removed: [{ id: 'foo', name: 'Bert' }],
    });
    await view.type('When', '1');
    const cells = [...view.place.querySelectorAll('tbody td')].map(({ textContent }) => textContent);
    expect(cells).toContain('Bert');
    expect(view.place.querySelector('#trail-account')?.textContent).toContain('Bert (removed)');
    await view.type('Account', 'foo');
    expect(view.calls().at(-1)?.[1]).toMatchObject({ profileId: 'foo' });
  });

  it('names the newest gaps, and counts the others', async () => {
    const view = await openPage();
    const gaps = Array.from({ length: 5 }, (_, index) => `Entry ${9 - index} is missing.`);
    view.fake.answerNext('listTrail', { entries: [], hasMore: false, gaps });
    await view.type('When', '1');
    expect(view.text()).toContain('Entry 9 is missing. Entry 8 is missing. Entry 7 is missing. And 2 gaps more.');
  });

  it('says why it cannot be shown, and looks again', async () => {
    const view = await openPage();
    view.fake.failNext('listTrail', 'STORAGE_DENIED');
    await view.type('When', '1');
    await view.press('Try again');
    expect(view.place.querySelector('[role="alert"]')).toBeNull();
  });
});
