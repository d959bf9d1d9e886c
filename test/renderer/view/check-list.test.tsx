// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { CheckList, type CheckListProps, toggled } from '../../../renderer/view/check-list';
import { Form } from '../../../renderer/view/form';
import { mountView } from '../../support/renderer/render-view';

const ITEMS = [
  { id: 'default', label: 'main', detail: 'trader@example.com' },
  { id: 'hedge', label: 'hedge' },
];

async function openList(change: Partial<CheckListProps> = {}) {
  const changes: string[][] = [];
  const view = await mountView(
    <CheckList
      name="profiles"
      legend="Accounts in the backup"
      items={ITEMS}
      chosen={new Set(['default'])}
      onChange={(chosen) => changes.push([...chosen])}
      {...change}
    />,
  );
  return { view, changes };
}

it('is one named group, and each line contains its detail', async () => {
  const { view } = await openList();
  expect(view.names('group')).toEqual(['Accounts in the backup']);
  expect(view.names('checkbox')).toEqual(['main trader@example.com', 'hedge']);
  expect(view.field('main trader@example.com').checked).toBe(true);
  expect(view.field('hedge').checked).toBe(false);
});

it.each([
  ['hedge', ['default', 'hedge']],
  ['main trader@example.com', []],
])('reports what is ticked after a press on "%s"', async (line, chosen) => {
  const { view, changes } = await openList();
  await view.press(line, 'checkbox');
  expect(changes).toEqual([chosen]);
});

it('ties one error to the group and marks every line', async () => {
  const { view } = await openList({ error: 'Choose at least one account.' });
  expect(view.description(view.find('group'))).toBe('Choose at least one account.');
  const boxes = view.names('checkbox').map((name) => view.field(name).getAttribute('aria-invalid'));
  expect(boxes).toEqual(['true', 'true']);
});

it('names no error when there is none', async () => {
  const { view } = await openList();
  expect(view.html()).not.toMatch(/aria-invalid|aria-describedby|profiles-error/);
});

it('adds what was missing, removes what was there, and does not change the given set', () => {
  const chosen = new Set(['default']);
  expect([...toggled(chosen, 'hedge')]).toEqual(['default', 'hedge']);
  expect([...toggled(chosen, 'default')]).toEqual([]);
  expect([...chosen]).toEqual(['default']);
});

it('removes its error once something is ticked', async () => {
  const view = await mountView(
    <Form errors={{ accounts: 'Tick one.' }} onSubmit={() => undefined}>
      <CheckList
        name="accounts"
        legend="Accounts"
        items={[{ id: 'a', label: 'main' }]}
        chosen={new Set()}
        onChange={() => undefined}
        error="Tick one."
      />
    </Form>,
  );
  expect(view.text()).toContain('Tick one.');
  await view.send(view.find('checkbox', 'main'), new Event('input', { bubbles: true }));
  expect(view.text()).not.toContain('Tick one.');
});
