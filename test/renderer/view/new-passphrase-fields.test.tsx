// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { NewPassphraseFields, type NewPassphraseFieldsProps } from '../../../renderer/view/new-passphrase-fields';
import { mountView } from '../../support/renderer/render-view';

async function openFields(change: Partial<NewPassphraseFieldsProps> = {}) {
  const typed: string[] = [];
  const view = await mountView(
    <NewPassphraseFields
      passphrase=""
      again=""
      onPassphrase={(text) => typed.push(`passphrase: ${text}`)}
      onAgain={(text) => typed.push(`again: ${text}`)}
      errors={{}}
      hint="It cannot be recovered."
      {...change}
    />,
  );
  return { view, typed, first: view.field('Passphrase'), second: view.field('The same passphrase again') };
}

it('distinguishes the two fields', async () => {
  const { view, typed } = await openFields();
  await view.type('Passphrase', 'one');
  await view.type('The same passphrase again', 'two');
  expect(typed).toEqual(['passphrase: one', 'again: two']);
});

it('says how long it must be and what it means to lose it', async () => {
  const { view, first } = await openFields();
  expect(view.description(first)).toBe('At least 12 characters. It cannot be recovered.');
});

it('puts each error at its field', async () => {
  const { view, first, second } = await openFields({ errors: { passphrase: 'Too short.', again: 'They differ.' } });
  expect(view.description(first)).toContain('Too short.');
  expect(view.description(second)).toBe('They differ.');
});

it('hides what is typed, and marks it as a new password', async () => {
  const { first, second } = await openFields();
  expect([first.type, second.type]).toEqual(['password', 'password']);
  expect([first.autocomplete, second.autocomplete]).toEqual(['new-password', 'new-password']);
});

it('does not take the focus unless it is marked as first', async () => {
  const { view } = await openFields();
  expect(view.place.querySelector('[data-first]')).toBeNull();
});

it('can have names of its own, where a page has several', async () => {
  const { first, second } = await openFields({ names: ['passphrase-hedge', 'again-hedge'], isFirst: true });
  expect([first.id, second.id]).toEqual(['passphrase-hedge', 'again-hedge']);
  expect([first.hasAttribute('data-first'), second.hasAttribute('data-first')]).toEqual([true, false]);
});
