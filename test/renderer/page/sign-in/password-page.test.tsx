// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { PasswordPage } from '../../../../renderer/page/sign-in/password-page';
import { FAKE_INPUTS } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { renderView, type ViewSetting } from '../../../support/renderer/render-view';

const EMAIL = 'trader@example.com';
const PASSWORD = 'right password';

async function openPage(setting: ViewSetting = {}) {
  const view = await renderView(<PasswordPage />, { page: 'password', profileId: 'hedge', ...setting });
  const send = async (email: string, password: string) => {
    await view.type('E-mail', email);
    await view.type('Password', password);
    await view.submit();
  };
  return { view, send };
}

it('focuses the e-mail, hides the password, and says what happens with both', async () => {
  const { view } = await openPage();
  expect(view.focused()).toBe('E-mail');
  expect(view.field('Password').type).toBe('password');
  expect(view.text()).toContain('Both go to Axiom once, and are not kept.');
});

it('sends both to main, the e-mail without the spaces around it, and asks for the code', async () => {
  const { view, send } = await openPage();
  await send(` ${EMAIL} `, PASSWORD);
  expect(view.calls()).toEqual([['startPasswordSignIn', { profileId: 'hedge', email: EMAIL, password: PASSWORD }]]);
  expect(view.names('main')).toEqual(['Type the code from the e-mail']);
  expect(view.text()).toContain(`Axiom sent it to ${EMAIL}.`);
  expect(view.html()).not.toContain(PASSWORD);
});

it.each([
  ['nothing typed', '', '', 'Type your e-mail address.', 'Type your password.', 'E-mail'],
  ['half an e-mail', 'trader@', PASSWORD, 'This e-mail address is not complete.', '', 'E-mail'],
  ['no password', EMAIL, '', '', 'Type your password.', 'Password'],
])('asks nobody with %s, and says so at the fields', async (_words, email, password, atEmail, atPassword, focused) => {
  const { view, send } = await openPage();
  await send(email, password);
  expect(view.description(view.field('E-mail'))).toBe(atEmail);
  expect(view.description(view.field('Password'))).toBe(atPassword);
  expect(view.focused()).toBe(focused);
  expect(view.calls()).toEqual([]);
});

it('says at the password that Axiom did not accept it, and keeps what was typed', async () => {
  const { view, send } = await openPage();
  await send(EMAIL, FAKE_INPUTS.wrongPassword);
  expect(view.description(view.field('Password'))).toContain('Axiom did not accept this e-mail and password.');
  expect(view.focused()).toBe('Password');
  expect([view.field('E-mail').value, view.field('Password').value]).toEqual([EMAIL, FAKE_INPUTS.wrongPassword]);
});

it.each([
  ['the network', FAKE_INPUTS.offlineEmail, 'Axiom cannot be reached.', false],
  ['a browser that is wanted', FAKE_INPUTS.browserEmail, 'Axiom wants to check that you are a person.', true],
])('says of %s at the form', async (_words, email, words, hasWayOut) => {
  const { view, send } = await openPage();
  await send(email, PASSWORD);
  expect(view.names('alert')[0]).toContain(words);
  expect(view.place.querySelector('[aria-invalid]')).toBeNull();
  expect(view.names('button').includes('Sign in with a browser window')).toBe(hasWayOut);
});

it('leads from there to the browser window, for this profile', async () => {
  const { view, send } = await openPage();
  await send(FAKE_INPUTS.browserEmail, PASSWORD);
  await view.press('Sign in with a browser window');
  expect(view.went).toEqual([['browser', 'hedge']]);
});

it('leads back from the code to what was typed, and has main forget the start', async () => {
  const { view, send } = await openPage();
  await send(EMAIL, PASSWORD);
  await view.press('Back');
  expect(view.calls().at(-1)).toEqual(['cancelSignIn', undefined]);
  expect([view.field('E-mail').value, view.field('Password').value]).toEqual([EMAIL, PASSWORD]);
});

it('asks for another code with the same e-mail and password', async () => {
  const { view, send } = await openPage();
  await send(EMAIL, PASSWORD);
  await view.press('Send another code');
  const [first, second, ...more] = view.calls();
  expect(second).toEqual(first);
  expect(more).toEqual([]);
});

it('says that it is under way', async () => {
  const { view, send } = await openPage({ unanswered: ['startPasswordSignIn'] });
  await send(EMAIL, PASSWORD);
  expect(view.isStill('Signing in…')).toBe(true);
  await view.press('Signing in…');
  expect(view.calls()).toHaveLength(1);
});
