// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { usePrograms } from '../../../../renderer/page/programs/use-programs';
import { renderView } from '../../../support/renderer/render-view';

function View() {
  const { reply, failure, look } = usePrograms();
  return (
    <button type="button" onClick={look}>
      {failure ? failure.code : reply ? `${reply.programs.length} programs` : 'nothing yet'}
    </button>
  );
}

it('asks at once, every five seconds, and on request', async () => {
  const view = await renderView(<View />);
  const asked = () => view.calls().length;
  expect([view.text(), asked()]).toEqual(['4 programs', 1]);
  await view.advance(5_000);
  expect(asked()).toBe(2);
  await view.press('4 programs');
  expect(asked()).toBe(3);
});

it('says why nothing is known, and continues asking', async () => {
  const view = await renderView(<View />);
  view.fake.failNext('listPrograms', 'STORAGE_DENIED');
  await view.advance(5_000);
  expect(view.text()).toBe('STORAGE_DENIED');
  await view.advance(5_000);
  expect(view.text()).toBe('4 programs');
});
