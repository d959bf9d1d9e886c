// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { makeProfile, makeSnapshot } from '../../support/make-snapshot';
import { openApp } from '../../support/renderer/open-app';
import { actAndSettle, VIEW_NOW_MS } from '../../support/renderer/render-view';

const two = makeSnapshot(VIEW_NOW_MS, [
  makeProfile(VIEW_NOW_MS),
  makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge' }),
]);

afterEach(() => vi.restoreAllMocks());

async function open() {
  const app = await openApp(two);
  const isHidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(false);
  const turn = (hidden: boolean) =>
    actAndSettle(() => {
      isHidden.mockReturnValue(hidden);
      document.dispatchEvent(new Event('visibilitychange'));
    });
  const sent = () =>
    app.fake.calls.flatMap(({ name, request }) => {
      if (name !== 'saveView') return [];
      const { view } = request as { readonly view?: string };
      return [view === undefined ? undefined : (JSON.parse(view) as unknown)];
    });
  return { ...app, turn, sent };
}

describe('the view that is sent to main', () => {
  it('is page, account and choices, when the window is hidden and not before', async () => {
    const { view, turn, sent } = await open();
    await view.press('hedge healthy · 12 min');
    await view.press('30 days', 'radio');
    expect(sent()).toEqual([]);
    await turn(true);
    await turn(false);
    expect(sent()).toEqual([
      { route: expect.objectContaining({ page: 'dashboard', profileId: 'hedge' }), choices: { 'plot-span': 'month' } },
    ]);
  });

  it('is sent again when another page is shown while it is hidden', async () => {
    const { request, turn, sent } = await open();
    await turn(true);
    await request({ page: 'settings' });
    expect(sent().map((each) => (each as { route: { page: string } }).route.page)).toEqual(['dashboard', 'settings']);
  });

  it('is nothing on a page that would lose something, under the overview of keys, and while a backup is offered', async () => {
    const { request, fake, turn, sent } = await open();
    await request({ page: 'back-up' });
    await turn(true);
    await actAndSettle(() => fake.openFile({ kind: 'backup', fileName: 'a.axiombackup' }));
    await request({ page: 'settings' });
    await request({ page: 'shortcuts' });
    expect(sent().filter(Boolean)).toEqual([]);
    expect(sent().length).toBeGreaterThan(0);
  });

  it('is not reported by a page that is ending, although it is hidden then', async () => {
    const { turn, sent } = await open();
    await actAndSettle(() => window.dispatchEvent(new Event('pagehide')));
    await turn(true);
    expect(sent()).toEqual([]);
  });
});
