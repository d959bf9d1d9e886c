// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { Dropped } from '../../../renderer/state/dropped-text';
import { useDrop } from '../../../renderer/state/use-drop';
import { mountView } from '../../support/renderer/render-view';

function dropEvent(text: string): Event {
  const event = new Event('drop', { bubbles: true, cancelable: true });
  return Object.assign(event, { dataTransfer: { files: [], getData: () => text } });
}

it('reports what is dropped anywhere in the window, and no drop leaves the page', async () => {
  const dropped: Dropped[] = [];
  function Probe() {
    useDrop((next) => dropped.push(next));
    return <p>here</p>;
  }
  const view = await mountView(<Probe />);
  expect(await view.send(view.place, new Event('dragover', { bubbles: true, cancelable: true }))).toBe(false);
  expect(await view.send(view.place, dropEvent('tokens'))).toBe(false);
  expect(await view.send(view.place, dropEvent(''))).toBe(false);
  expect(dropped).toEqual([{ kind: 'text', text: 'tokens' }]);
});
