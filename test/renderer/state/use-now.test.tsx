// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { useNow } from '../../../renderer/state/use-now';
import { renderView, VIEW_NOW_MS } from '../../support/renderer/render-view';

let timesOfStill = 0;
function Still() {
  timesOfStill += 1;
  return null;
}
function Seconds() {
  return <p>{useNow() - VIEW_NOW_MS}</p>;
}

it('is the present second at once, and the next one each second', async () => {
  const view = await renderView(<Seconds />);
  const seen = [view.text()];
  await view.advance(1000);
  seen.push(view.text());
  await view.advance(2500);
  seen.push(view.text());
  expect(seen).toEqual(['0', '1000', '3000']);
});

it('renders only the views that use it', async () => {
  const view = await renderView(
    <>
      <Still />
      <Seconds />
    </>,
  );
  const before = timesOfStill;
  await view.advance(3000);
  expect([view.text(), timesOfStill]).toEqual(['3000', before]);
});
