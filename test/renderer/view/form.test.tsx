// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { expect, it } from 'vitest';
import type { FormErrors } from '../../../renderer/model/failure-place';
import { Field } from '../../../renderer/view/field';
import { Form } from '../../../renderer/view/form';
import { mountView } from '../../support/renderer/render-view';

type Errors = FormErrors<'email' | 'password'>;

/** A form with two fields that shows `errors` when it is submitted. */
async function openForm(errors: Errors) {
  let times = 0;
  function TwoFields() {
    const [shown, setShown] = useState<Errors>({});
    const submit = () => {
      times += 1;
      setShown({ ...errors });
    };
    return (
      <Form errors={shown} onSubmit={submit} wayOut={<button type="button">Another way</button>}>
        <Field name="email" label="E-mail" value="" onChange={() => undefined} error={shown.email} />
        <Field name="password" label="Password" value="" onChange={() => undefined} error={shown.password} />
        <button type="submit">Send</button>
      </Form>
    );
  }
  const view = await mountView(<TwoFields />);
  return { view, times: () => times };
}

it.each([
  ['the only wrong field', { password: 'Type it.' }, 'Password'],
  ['the first of two wrong fields', { email: 'Type it.', password: 'Type it.' }, 'E-mail'],
  ['the button, when no field is wrong', { form: 'Axiom cannot be reached.' }, 'Send'],
  ['the button, when nothing is wrong', {}, 'Send'],
])('after sending, the focus is on %s', async (_words, errors, focused) => {
  const { view } = await openForm(errors);
  await view.press('Send');
  expect(view.focused()).toBe(focused);
});

it('goes to the wrong field again each time it is sent', async () => {
  const { view, times } = await openForm({ email: 'Type it.' });
  await view.press('Send');
  await view.press('Send');
  expect(view.focused()).toBe('E-mail');
  expect(times()).toBe(2);
});

it('removes only the error of the changed field, and shows it again if it is still wrong', async () => {
  const { view } = await openForm({ email: 'Type it.', password: 'Type that.' });
  const errors = () =>
    ['E-mail', 'Password'].map((label) => [
      view.description(view.field(label)),
      view.field(label).getAttribute('aria-invalid'),
    ]);
  const both = [
    ['Type it.', 'true'],
    ['Type that.', 'true'],
  ];
  await view.press('Send');
  expect(errors()).toEqual(both);
  await view.type('E-mail', 'a');
  expect(errors()).toEqual([['', null], both[1]]);
  await view.press('Send');
  expect(errors()).toEqual(both);
});

it('announces an error of no field, with its button beside it', async () => {
  const { view } = await openForm({ form: 'Axiom cannot be reached.' });
  expect(view.text()).toBe('E-mail Password Send');
  await view.submit();
  expect(view.names('alert')).toEqual(['Axiom cannot be reached. Another way']);
});

it('leaves checks to its page: the browser checks nothing and the page stays', async () => {
  const { view } = await openForm({});
  const form = view.place.querySelector('form') as HTMLFormElement;
  expect(form.noValidate).toBe(true);
  expect(await view.send(form, new Event('submit', { bubbles: true, cancelable: true }))).toBe(false);
});
