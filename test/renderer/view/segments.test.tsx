// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { Segments } from '../../../renderer/view/segments';
import { mountView } from '../../support/renderer/render-view';

it('is a group of choices with one selected, and reports the chosen one', async () => {
  const chosen: string[] = [];
  const items = [
    ['day', '24 hours'],
    ['month', '30 days'],
  ] as const;
  const view = await mountView(
    <Segments name="span" legend="Time" items={items} chosen="day" onChange={(value) => chosen.push(value)} />,
  );
  expect([view.names('group'), view.names('radio')]).toEqual([['Time'], ['24 hours', '30 days']]);
  expect((view.find('radio', '24 hours') as HTMLInputElement).checked).toBe(true);
  await view.press('30 days', 'radio');
  expect(chosen).toEqual(['month']);
});
