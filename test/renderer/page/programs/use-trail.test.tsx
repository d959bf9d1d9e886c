// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { TrailRequest } from '../../../../preload/contract/trail-schema';
import { AT_ONCE, useTrail } from '../../../../renderer/page/programs/use-trail';
import { makeTrailLine } from '../../../support/make-programs';
import { renderView } from '../../../support/renderer/render-view';

const FILTER: TrailRequest = { tag: '3fa9c210' };

function View() {
  const { reply, hasMore, isCut, failure, showMore, look } = useTrail(FILTER);
  return (
    <>
      <p>{failure ? failure.code : `${reply?.entries.length ?? 'no'} entries${isCut ? ', cut' : ''}`}</p>
      {hasMore ? <button onClick={showMore}>more</button> : null}
      <button onClick={look}>look</button>
    </>
  );
}
const many = { entries: [makeTrailLine(0)], hasMore: true, gaps: [] };

it('asks for the newest, and again every five seconds', async () => {
  const view = await renderView(<View />);
  expect(view.calls()).toEqual([['listTrail', { ...FILTER, most: AT_ONCE }]]);
  await view.advance(5_000);
  await view.press('look');
  expect(view.calls()).toHaveLength(3);
});

it('shows older ones page by page, up to as many as one call answers with, and then changes nothing automatically', async () => {
  const view = await renderView(<View />);
  for (let most = AT_ONCE; most < 2_000; most += 2 * AT_ONCE) {
    view.fake.answerNext('listTrail', many);
    if (most === AT_ONCE) await view.press('look');
    view.fake.answerNext('listTrail', many);
    await view.press('more');
  }
  expect(view.calls().at(-1)).toEqual(['listTrail', { ...FILTER, most: 2_000 }]);
  expect(view.text()).toContain('cut');
  expect(view.names('button')).toEqual(['look']);
  const before = view.calls().length;
  await view.advance(20_000);
  expect(view.calls()).toHaveLength(before);
});

it('keeps what it has when it cannot be read', async () => {
  const view = await renderView(<View />);
  view.fake.failNext('listTrail', 'STORAGE_DENIED');
  await view.press('look');
  expect(view.text()).toContain('STORAGE_DENIED');
  await view.press('look');
  expect(view.text()).toContain('3 entries');
});
