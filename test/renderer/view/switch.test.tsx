// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { Switch, type SwitchProps } from '../../../renderer/view/switch';
import { mountView } from '../../support/renderer/render-view';

async function openSwitch(change: Partial<SwitchProps>) {
  const changes: boolean[] = [];
  const view = await mountView(
    <Switch
      label="Tea"
      detail="Green."
      isOn={false}
      isBusy={false}
      onChange={(isOn) => changes.push(isOn)}
      {...change}
    />,
  );
  return { view, changes, box: view.find('checkbox', 'Tea Green.') as HTMLInputElement };
}

it.each([
  ['off', { isOn: false }, false, [true]],
  ['on', { isOn: true }, true, [false]],
  ['busy', { isBusy: true }, false, []],
  ['not known', { isOn: undefined }, false, []],
] as const)('that is %s, pressed', async (_state, props, isChecked, expected) => {
  const { view, changes, box } = await openSwitch(props);
  expect(box.checked).toBe(isChecked);
  await view.press('Tea Green.', 'checkbox');
  expect(changes).toEqual(expected);
});
