// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { PassphraseField } from '../../../renderer/view/passphrase-field';
import { mountView } from '../../support/renderer/render-view';

const field = (
  <PassphraseField
    name="passphrase"
    label="Passphrase"
    value="a good passphrase"
    onChange={() => undefined}
    error="Wrong."
  />
);

it('hides what was typed until it is asked for, and hides it again', async () => {
  const view = await mountView(field);
  const types = [view.field('Passphrase').type];
  await view.press('Show passphrase');
  types.push(view.field('Passphrase').type);
  await view.press('Show passphrase');
  types.push(view.field('Passphrase').type);
  expect(types).toEqual(['password', 'text', 'password']);
});

it('says whether it shows, and what a press would do', async () => {
  const view = await mountView(field);
  const button = view.find('button', 'Show passphrase');
  const states = () => [button.getAttribute('aria-pressed'), button.textContent];
  expect(states()).toEqual(['false', 'Show']);
  await view.press('Show passphrase');
  expect(states()).toEqual(['true', 'Hide']);
});

it('keeps what was typed, and the error, when it is shown', async () => {
  const view = await mountView(field);
  await view.press('Show passphrase');
  expect(view.field('Passphrase').value).toBe('a good passphrase');
  expect(view.description(view.field('Passphrase'))).toBe('Wrong.');
});

it('is never in the markup, only in the field', async () => {
  const view = await mountView(field);
  await view.press('Show passphrase');
  expect(view.html()).not.toContain('a good passphrase');
});
