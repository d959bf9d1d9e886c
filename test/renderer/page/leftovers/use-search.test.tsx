// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, it } from 'vitest';
import { type Search, useSearch } from '../../../../renderer/page/leftovers/use-search';
import { makeFailure } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { makeLeftover, makeStep } from '../../../support/make-leftover';
import { actAndSettle, renderView, type ViewSetting } from '../../../support/renderer/render-view';

const STEP = { searchId: 's1' };
const ok = (value: unknown) => ({ ok: true as const, value });

async function openSearch(setting: ViewSetting = { unanswered: ['continueSearch'] }) {
  let search: Search | undefined;
  const found: string[] = [];
  const begun: string[] = [];
  function Shown() {
    search = useSearch((files) => found.push(...files.map(({ id }) => id)));
    return <p>{search.state?.phase ?? 'before'}</p>;
  }
  const view = await renderView(<Shown />, { page: 'find-tokens', ...setting });
  return {
    view,
    found,
    begun,
    now: () => search as Search,
    begin: (where: 'home' | 'folder' = 'home') =>
      actAndSettle(() => void search?.begin(where, () => begun.push(where))),
    cancel: () => actAndSettle(() => search?.cancel()),
    asked: () => view.calls().filter(([name]) => name === 'continueSearch').length,
  };
}

it('searches nothing before it is started', async () => {
  const { view, now } = await openSearch();
  expect([view.calls(), now().state, now().isBusy]).toEqual([[], undefined, false]);
});

it('asks for one step after another until it is done, and passes on what each has found', async () => {
  const { view, begin, begun, found, now } = await openSearch();
  await begin();
  expect(begun).toEqual(['home']);
  expect(view.calls()).toEqual([
    ['startSearch', { where: 'home' }],
    ['continueSearch', STEP],
  ]);
  await view.answer('continueSearch', ok(makeStep({ isDone: false, folderCount: 5, found: [makeLeftover()] })));
  expect(now()).toMatchObject({ isBusy: true, state: { phase: 'looking', folder: '/home/you', folderCount: 5 } });
  expect(view.calls().slice(2)).toEqual([['continueSearch', STEP]]);
  await view.answer('continueSearch', ok(makeStep({ folderCount: 9, found: [makeLeftover({ id: 'f2' })] })));
  expect(now()).toMatchObject({ isBusy: false, state: { phase: 'done', folderCount: 9 } });
  expect([view.calls().length, found]).toEqual([3, ['f1', 'f2']]);
});

it('announces where it begins and how it ends, and nothing between', async () => {
  const { view, begin } = await openSearch();
  await begin('folder');
  await view.answer('continueSearch', ok(makeStep({ isDone: false, found: [makeLeftover()] })));
  await view.answer('continueSearch', ok(makeStep({ isDone: false })));
  await view.answer('continueSearch', ok(makeStep()));
  expect(view.said).toEqual(['Looking in /srv/bots.', 'Tokens were found in 1 file.']);
});

it('shows a cancelled search at once, uses the answer of the open call, and makes no more calls', async () => {
  const { view, begin, cancel, now, found, asked } = await openSearch();
  await begin();
  await cancel();
  expect(now()).toMatchObject({ isBusy: true, state: { phase: 'cancelled', folderCount: 0 } });
  await view.answer('continueSearch', ok(makeStep({ isDone: false, folderCount: 7, found: [makeLeftover()] })));
  expect(now()).toMatchObject({ isBusy: false, state: { phase: 'cancelled', folderCount: 7 } });
  expect([found, asked(), view.said.at(-1)]).toEqual([['f1'], 1, 'Cancelled. Tokens were found in 1 file until then.']);
});

it('is not cancelled any more when it is started again', async () => {
  const { view, begin, cancel, now } = await openSearch();
  await begin();
  await cancel();
  await view.answer('continueSearch', ok(makeStep({ isDone: false })));
  await begin();
  await view.answer('continueSearch', ok(makeStep({ isDone: false })));
  expect(now().state?.phase).toBe('looking');
});

it('makes no more calls when the page is left', async () => {
  const { view, begin, asked, found } = await openSearch();
  await begin();
  await actAndSettle(() => render(null, view.place));
  await view.answer('continueSearch', ok(makeStep({ isDone: false, found: [makeLeftover()] })));
  expect([asked(), found, view.said]).toEqual([1, [], ['Looking in /home/you.']]);
});

it('does not begin to look when the page is left during the dialog', async () => {
  const { view, begin, asked } = await openSearch({ unanswered: ['startSearch'] });
  await begin('folder');
  await actAndSettle(() => render(null, view.place));
  await view.answer('startSearch', ok({ searchId: 's1', folder: '/srv' }));
  expect(asked()).toBe(0);
});

it('one at a time', async () => {
  const { view, begin } = await openSearch();
  await begin();
  await begin('folder');
  expect(view.calls().map(([name]) => name)).toEqual(['startSearch', 'continueSearch']);
});

it.each([
  ['CANCELLED', undefined],
  ['STORAGE_DENIED', 'STORAGE_DENIED'],
] as const)('after %s of the dialog is as before', async (code, failure) => {
  const { view, begin, now, asked } = await openSearch();
  view.fake.failNext('startSearch', code);
  await begin('folder');
  expect([now().state, now().failure?.code, asked(), view.said]).toEqual([undefined, failure, 0, []]);
});

it('keeps what it had when a step fails, and leaves the announcement to the note', async () => {
  const { view, begin, now, asked } = await openSearch();
  await begin();
  await view.answer('continueSearch', ok(makeStep({ isDone: false, folderCount: 5 })));
  await view.answer('continueSearch', { ok: false, failure: makeFailure('INVALID_INPUT') });
  expect(now()).toMatchObject({ isBusy: false, failure: { code: 'INVALID_INPUT' } });
  expect(now().state).toMatchObject({ phase: 'failed', folderCount: 5 });
  expect([asked(), view.said]).toEqual([2, ['Looking in /home/you.']]);
});
