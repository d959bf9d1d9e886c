// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { TokensPage } from '../../../../renderer/page/sign-in/tokens-page';
import { FAKE_INPUTS } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { readableText } from '../../../support/renderer/find-by-role';
import { renderView, type ViewSetting } from '../../../support/renderer/render-view';

const PASTED = 'pasted-access-token\npasted-refresh-token';

async function openPage(setting: ViewSetting = {}) {
  const view = await renderView(<TokensPage />, { page: 'tokens', profileId: 'hedge', ...setting });
  const send = async (text: string) => {
    await view.type('Tokens', text);
    await view.submit();
  };
  return { view, send };
}

it('focuses the field, says what can be pasted, and warns of two programs that refresh', async () => {
  const { view } = await openPage();
  expect(view.focused()).toBe('Tokens');
  expect(view.description(view.field('Tokens'))).toContain('a request copied from developer tools');
  expect(view.text()).toContain('one of the two is signed out. Let this app do it alone.');
});

it('sends pasted tokens unchanged, and shows the profile', async () => {
  const { view, send } = await openPage();
  await send(PASTED);
  expect(view.calls()).toEqual([['signInWithTokens', { profileId: 'hedge', text: PASTED }]]);
  expect(view.went).toEqual([['dashboard', 'hedge']]);
});

it('shows the profile that main has signed in, where that is another one of the same account', async () => {
  const { view, send } = await openPage();
  view.fake.answerNext('signInWithTokens', { profileId: 'main' });
  await send(PASTED);
  expect(view.went).toEqual([['dashboard', 'main']]);
});

it('uses what was dropped onto the window like pasted text, without showing it', async () => {
  const { view } = await openPage({ dropped: { kind: 'text', text: PASTED } });
  expect(view.calls()).toEqual([['signInWithTokens', { profileId: 'hedge', text: PASTED }]]);
  expect([view.went, view.field('Tokens').value]).toEqual([[['dashboard', 'hedge']], '']);
});

it('says how to open a file that is too large to be dropped', async () => {
  const { view } = await openPage({ dropped: { kind: 'too-large' } });
  expect([view.calls(), view.names('alert')]).toEqual([[], [expect.stringContaining('Use “Open a file…” for it.')]]);
});

it('has what was pasted only in the field, not in the markup', async () => {
  const { view, send } = await openPage();
  view.fake.failNext('signInWithTokens', 'INVALID_TOKEN');
  await send(PASTED);
  expect(view.field('Tokens').value).toBe(PASTED);
  expect(view.html()).not.toMatch(/pasted-(access|refresh)-token/);
});

it.each([
  ['nothing', ' \n ', 'Paste the tokens first.', 0],
  ['what is no token', FAKE_INPUTS.badTokens, 'This is not a token that Axiom issues.', 1],
])('says at the field what is wrong with %s', async (_words, text, words, calls) => {
  const { view, send } = await openPage();
  await send(text);
  expect(view.description(view.field('Tokens'))).toContain(words);
  expect(view.focused()).toBe('Tokens');
  expect(view.calls()).toHaveLength(calls);
  expect(view.went).toEqual([]);
});

it.each([
  ['SECRET_TOO_LARGE', 'true', []],
  ['INVALID_INPUT', 'true', []],
  ['WRONG_ORIGIN', null, [expect.stringContaining('These tokens belong to another server.')]],
] as const)('of pasted tokens says %s at the field: %s', async (code, invalid, alerts) => {
  const { view, send } = await openPage();
  view.fake.failNext('signInWithTokens', code);
  await send(PASTED);
  expect(view.field('Tokens').getAttribute('aria-invalid')).toBe(invalid);
  expect(view.names('alert')).toEqual(alerts);
});

it.each([
  ['Open a file…', 'file'],
  ['From the environment', 'environment'],
])('takes them on "%s" from there', async (name, source) => {
  const { view } = await openPage({ snapshot: { hasEnvironmentTokens: true } });
  await view.press(name);
  expect(view.calls()).toEqual([['importTokens', { profileId: 'hedge', source }]]);
  expect(view.went).toEqual([['dashboard', 'hedge']]);
});

it('offers the environment only when tokens are there', async () => {
  const { view } = await openPage();
  expect(view.names('button')).not.toContain('From the environment');
});

it.each([
  ['INVALID_TOKEN', [expect.stringContaining('This is not a token that Axiom issues.')]],
  ['CANCELLED', []],
] as const)('does not blame the field for a file: %s', async (code, alerts) => {
  const { view } = await openPage();
  view.fake.failNext('importTokens', code);
  await view.press('Open a file…');
  expect(view.names('alert')).toEqual(alerts);
  expect(view.field('Tokens').getAttribute('aria-invalid')).toBeNull();
});

it('leads from another account’s tokens to an account of its own', async () => {
  const { view, send } = await openPage();
  view.fake.failNext('signInWithTokens', 'WRONG_ACCOUNT');
  await send(PASTED);
  await view.press('Add it as an account of its own');
  expect(view.went).toEqual([['add-profile']]);
});

it.each([
  ['Find tokens on this computer…', 'find-tokens'],
  ['Restore a backup…', 'restore'],
])('leads on "%s" to %s', async (name, page) => {
  const { view } = await openPage();
  await view.press(name);
  expect([view.went, view.calls()]).toEqual([[[page, 'hedge']], []]);
});

it('removes an old error while it tries again', async () => {
  const { view, send } = await openPage({ unanswered: ['importTokens'] });
  await send('  ');
  await view.press('Open a file…');
  expect(view.description(view.field('Tokens'))).not.toContain('Paste the tokens first.');
});

it('shows the other sources separately, under a heading of their own', async () => {
  const { view } = await openPage();
  expect(view.names('region')).toEqual(['Or take them from']);
  expect(readableText(view.find('region'))).toBe(
    'Or take them from Open a file… Find tokens on this computer… Restore a backup…',
  );
});

it('does one thing at a time', async () => {
  const { view, send } = await openPage({
    unanswered: ['signInWithTokens'],
    snapshot: { hasEnvironmentTokens: true },
  });
  await send(PASTED);
  expect(['Open a file…', 'From the environment'].map(view.isStill)).toEqual([true, true]);
  expect(view.isStill('Checking…')).toBe(true);
  await view.press('Checking…');
  await view.press('Open a file…');
  expect(view.calls()).toHaveLength(1);
});

it('removes the error at the field once the text is changed', async () => {
  const { view } = await openPage();
  await view.submit();
  expect(view.text()).toContain('Paste the tokens first.');
  await view.type('Tokens', 'a');
  expect(view.text()).not.toContain('Paste the tokens first.');
});
