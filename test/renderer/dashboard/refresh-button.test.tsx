// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { RefreshButton } from '../../../renderer/dashboard/refresh-button';
import { renderView, VIEW_NOW_MS } from '../../support/renderer/render-view';

async function openButton(waitsUntilMs?: number, isWorking = false) {
  const pressed: string[] = [];
  const view = await renderView(
    <RefreshButton
      kind="accent"
      label="Refresh now"
      isWorking={isWorking}
      waitsUntilMs={waitsUntilMs}
      onPress={() => pressed.push('x')}
    />,
  );
  return { view, pressed };
}

it('refreshes', async () => {
  const { view, pressed } = await openButton();
  await view.press('Refresh now');
  expect(pressed).toHaveLength(1);
});

it('says why it cannot be pressed, counts down, and can be pressed then', async () => {
  const { view, pressed } = await openButton(VIEW_NOW_MS + 52_000);
  expect(view.isStill('Axiom asks to wait, 52 s')).toBe(true);
  await view.press('Axiom asks to wait, 52 s');
  expect(pressed).toEqual([]);
  await view.advance(52_000);
  await view.press('Refresh now');
  expect(pressed).toHaveLength(1);
});

it('says that it is under way', async () => {
  const { view } = await openButton(undefined, true);
  expect(view.isStill('Refreshing…')).toBe(true);
});
