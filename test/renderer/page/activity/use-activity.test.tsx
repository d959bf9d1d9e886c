// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { ActivityEntry, ActivityFilter } from '../../../../preload/contract/activity-schema';
import { useActivity } from '../../../../renderer/page/activity/use-activity';
import { renderView, VIEW_NOW_MS } from '../../../support/renderer/render-view';

const entry: ActivityEntry = { atMs: VIEW_NOW_MS, kind: 'app', text: 'Resumed' };
const FILTER: ActivityFilter = { kind: 'app' };
function Log() {
  const { entries, hasMore, failure, showMore } = useActivity(FILTER);
  return (
    <>
      <button type="button" onClick={showMore}>
        More
      </button>
      <p>{`${entries?.length ?? 'unread'} ${hasMore ? 'and more' : ''} ${failure?.code ?? ''}`.trim()}</p>
    </>
  );
}
const open = () => renderView(<Log />, { unanswered: ['listActivity'] });
const answer = (count: number) => ({ ok: true, value: { entries: Array(count).fill(entry), hasMore: true } }) as const;

it('asks for a hundred, then for more up to two thousand, and no further', async () => {
  const view = await open();
  expect(view.text()).toBe('More unread');
  for (const most of [100, 500, 900, 1300, 1700]) {
    expect(view.calls().at(-1)).toEqual(['listActivity', { kind: 'app', most }]);
    await view.answer('listActivity', answer(most));
    expect(view.text()).toBe(`More ${most} and more`);
    await view.press('More');
  }
  await view.answer('listActivity', answer(2000));
  expect(view.text()).toBe('More 2000');
});

it('asks again when something new has happened, and not for the same', async () => {
  const view = await open();
  await view.show({ snapshot: { activity: [entry] } });
  await view.show({ snapshot: { activity: [{ ...entry }], isDemoRunning: true } });
  expect(view.calls()).toHaveLength(2);
});

it('keeps what it has when the next answer is a failure', async () => {
  const view = await open();
  await view.answer('listActivity', answer(3));
  await view.show({ snapshot: { activity: [] } });
  const failure = { code: 'STORAGE_DENIED', message: '', remedy: '' };
  await view.answer('listActivity', { ok: false, failure });
  expect(view.text()).toBe('More 3 and more STORAGE_DENIED');
});
