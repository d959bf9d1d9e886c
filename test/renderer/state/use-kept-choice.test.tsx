// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { ActivityPage } from '../../../renderer/page/activity/activity-page';
import { useKeptChoice } from '../../../renderer/state/use-kept-choice';
import { makePreview, makeProfile, makeSnapshot } from '../../support/make-snapshot';
import { openApp } from '../../support/renderer/open-app';
import { renderView, VIEW_NOW_MS } from '../../support/renderer/render-view';

function Counter() {
  const [count, setCount] = useKeptChoice('count', 1);
  return (
    <button type="button" onClick={() => setCount(count + 1)}>
      {String(count)}
    </button>
  );
}

describe('a choice on a page', () => {
  it('begins as the page has it, and changes by a press', async () => {
    const view = await renderView(<Counter />);
    await view.press('1');
    expect(view.names('button')).toEqual(['2']);
  });

  it('begins as it was on the page before', async () => {
    const view = await renderView(<Counter />, { choices: { count: 5, other: 7 } });
    expect(view.names('button')).toEqual(['5']);
  });

  it('is asked for again as it was: the filter of the activity', async () => {
    const choices = { activity: { kind: 'token', onlyProblems: true } };
    const view = await renderView(<ActivityPage />, { page: 'activity', choices });
    expect(view.calls()).toEqual([['listActivity', { kind: 'token', onlyProblems: true, most: 100 }]]);
  });

  it('is forgotten when the page is left, and with a removed account', async () => {
    const two = makeSnapshot(VIEW_NOW_MS, [
      makeProfile(VIEW_NOW_MS),
      makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge' }),
    ]);
    const spans = async (profileId: string) => {
      const route = { page: 'dashboard', profileId, isAutomatic: false } as const;
      const start = { route, choices: { 'plot-span': 'month' } };
      const { view, fake } = await openApp(two, undefined, makePreview(VIEW_NOW_MS), start);
      await view.press('Settings');
      await view.press('main healthy · 12 min');
      return fake.calls.flatMap(({ name, request }) =>
        name === 'describeRefreshes' ? [(request as { readonly span: string }).span] : [],
      );
    };
    expect(await spans('hedge')).toEqual(['month', 'day']);
    expect(await spans('gone')).toEqual(['day', 'day']);
  });
});
