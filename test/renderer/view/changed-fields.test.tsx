// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ChangedFields, useFieldError } from '../../../renderer/view/changed-fields';
import { mountView } from '../../support/renderer/render-view';

function Told({ name }: { readonly name: string }) {
  return <p>{useFieldError(name, `${name} is wrong.`) ?? `${name} was changed.`}</p>;
}

it('shows the error of a field until the field is changed; outside a form always', async () => {
  const view = await mountView(
    <>
      <ChangedFields.Provider value={new Set(['name'])}>
        <Told name="name" />
        <Told name="code" />
      </ChangedFields.Provider>
      <Told name="name" />
    </>,
  );
  expect(view.text()).toBe('name was changed. code is wrong. name is wrong.');
});
