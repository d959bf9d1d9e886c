// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { Field, FieldError, type FieldProps } from '../../../renderer/view/field';
import { mountView } from '../../support/renderer/render-view';

async function openField(change: Partial<FieldProps> = {}) {
  const typed: string[] = [];
  const before: string[] = [];
  const view = await mountView(
    <Field
      name="code"
      label="6-digit code"
      value=""
      onChange={(value, raw) => {
        typed.push(value);
        before.push(raw);
      }}
      {...change}
    />,
  );
  return { view, typed, before, input: view.field('6-digit code') };
}

it('is found by its label and reports what is typed', async () => {
  const { view, typed } = await openField();
  await view.type('6-digit code', '123');
  expect(typed).toEqual(['123']);
});

it.each([
  ['neither', {}, '', null],
  ['a hint', { hint: 'From the e-mail.' }, 'From the e-mail.', null],
  ['an error', { error: 'Six digits.' }, 'Six digits.', 'true'],
  ['both', { hint: 'From the e-mail.', error: 'Six digits.' }, 'From the e-mail. Six digits.', 'true'],
])('is described by %s', async (_words, props, description, invalid) => {
  const { view, input } = await openField(props);
  expect(view.description(input)).toBe(description);
  expect(input.getAttribute('aria-invalid')).toBe(invalid);
  expect(input.hasAttribute('aria-describedby')).toBe(description !== '');
});

it('removes a refused character, although the value stays the same, and reports both texts', async () => {
  const { view, typed, before, input } = await openField({ normalise: (text) => text.replace(/\D/g, '') });
  await view.type('6-digit code', 'x');
  expect(input.value).toBe('');
  expect(typed).toEqual(['']);
  expect(before).toEqual(['x']);
});

it.each(['text', 'email', 'password'] as const)('can be of the type %s', async (type) => {
  const { input } = await openField({ type });
  expect(input.type).toBe(type);
});

it('has no autocomplete and spelling by default: what is typed may be secret', async () => {
  const { input } = await openField();
  expect(input.getAttribute('autocomplete')).toBe('off');
  expect(input.getAttribute('autocapitalize')).toBe('none');
});

it('lets the browser fill in what the page names', async () => {
  const { input } = await openField({ autocomplete: 'one-time-code', inputMode: 'numeric' });
  expect(input.getAttribute('autocomplete')).toBe('one-time-code');
  expect(input.getAttribute('inputmode')).toBe('numeric');
});

it.each([
  [true, true],
  [false, false],
])('marks itself as the first to have the focus when told so: %s', async (isFirst, isMarked) => {
  const { input } = await openField({ isFirst });
  expect(input.hasAttribute('data-first')).toBe(isMarked);
});

it('gives an error the id that a field names', async () => {
  const view = await mountView(<FieldError name="tokens" error="Paste the tokens first." />);
  expect(view.place.querySelector('#tokens-error')?.textContent).toBe('Paste the tokens first.');
});

it('leaves no empty line where there is no error', async () => {
  const view = await mountView(<FieldError name="tokens" error={undefined} />);
  expect(view.html()).toBe('');
});
