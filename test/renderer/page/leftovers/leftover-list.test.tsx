// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { expect, it } from 'vitest';
import type { Leftover } from '../../../../preload/contract/leftover-schema';
import { LeftoverList } from '../../../../renderer/page/leftovers/leftover-list';
import { makeLeftover } from '../../../support/make-leftover';
import { actAndSettle, renderView, type ViewSetting } from '../../../support/renderer/render-view';

const file = (id: string, change: Partial<Leftover> = {}) => makeLeftover({ id, path: `/bots/${id}.json`, ...change });

async function openList(first: readonly Leftover[], setting: ViewSetting = {}) {
  let empties = 0;
  let add: (leftover: Leftover) => void = () => undefined;
  function Shown() {
    const [list, setList] = useState(first);
    add = (leftover) => setList((before) => [...before, leftover]);
    return <LeftoverList list={list} onChange={setList} onEmpty={() => (empties += 1)} />;
  }
  const view = await renderView(<Shown />, { page: 'find-tokens', ...setting });
  const press = (name: string, at: number) =>
    actAndSettle(() => {
      const button = [...view.place.querySelectorAll('li')][at]?.querySelectorAll('button') ?? [];
      [...button].find(({ textContent }) => textContent === name)?.click();
    });
  return { view, press, empties: () => empties, add: (leftover: Leftover) => actAndSettle(() => add(leftover)) };
}

const files = (view: { names: (role: 'heading') => string[] }) => view.names('heading').slice(1);

it('is nothing while nothing was found', async () => {
  const { view } = await openList([]);
  expect(view.text()).toBe('');
});

it('has the files in the order in which they were found', async () => {
  const { view } = await openList([file('b'), file('a')]);
  expect(view.names('region')).toEqual(['Files with tokens']);
  expect(files(view)).toEqual(['b.json', 'a.json']);
});

it.each([
  ['the next one', 0, 'b.json', 'a.json'],
  ['the one before, after the last', 2, 'b.json', 'c.json'],
])('takes out what is in the trash, says so, and has the focus at %s', async (_words, at, focused, gone) => {
  const { view, press } = await openList([file('a'), file('b'), file('c')]);
  await press('Move to trash…', at);
  expect(files(view)).not.toContain(gone);
  expect([files(view).length, view.focused()]).toEqual([2, focused]);
  expect(view.said).toEqual([`${gone} is in the trash; 2 files left in the list.`]);
});

it('leaves the focus to the page when the last one is gone', async () => {
  const { view, press, empties } = await openList([file('a')]);
  await press('Move to trash…', 0);
  expect([view.text(), empties(), view.said]).toEqual(['', 1, ['a.json is in the trash; no files left in the list.']]);
});

it('keeps what the search adds while main asks', async () => {
  const { view, press, add } = await openList([file('a')], { unanswered: ['trashLeftover'] });
  await press('Move to trash…', 0);
  await add(file('b'));
  await view.answer('trashLeftover', { ok: true, value: undefined });
  expect([files(view), view.focused()]).toEqual([['b.json'], 'b.json']);
  expect(view.said).toEqual(['a.json is in the trash; 1 file left in the list.']);
});

it('shows a closed file as it is then, in its place', async () => {
  const { view, press } = await openList([file('a', { readableBy: 'others' }), file('b')]);
  view.fake.answerNext('closeLeftover', file('a'));
  await press('Make it private', 0);
  expect(files(view)).toEqual(['a.json', 'b.json']);
  expect(view.names('button')).not.toContain('Make it private');
});

it('shows a failure only at its file, until the next call', async () => {
  const { view, press } = await openList([file('a'), file('b')]);
  view.fake.failNext('trashLeftover', 'STORAGE_DENIED');
  await press('Move to trash…', 1);
  const alerts = () =>
    [...view.place.querySelectorAll('li')].map((item) => item.querySelectorAll('[role=alert]').length);
  expect(alerts()).toEqual([0, 1]);
  view.fake.failNext('trashLeftover', 'CANCELLED');
  await press('Move to trash…', 0);
  expect(alerts()).toEqual([0, 0]);
});

it('works on one file at a time', async () => {
  const { view, press } = await openList([file('a'), file('b')], { unanswered: ['trashLeftover'] });
  await press('Move to trash…', 0);
  await press('Move to trash…', 1);
  expect(view.calls()).toEqual([['trashLeftover', { leftoverId: 'a' }]]);
});
