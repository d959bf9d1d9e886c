// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { AddProfilePage } from '../../../../renderer/page/sign-in/add-profile-page';
import { renderView, type ViewSetting } from '../../../support/renderer/render-view';

const openPage = (setting: ViewSetting = {}) => renderView(<AddProfilePage />, { page: 'add-profile', ...setting });

it('asks for a name and says what it is for', async () => {
  const view = await openPage();
  expect(view.names('main')).toEqual(['Add an account']);
  expect(view.focused()).toBe('Name');
  expect(view.description(view.field('Name'))).toContain('For you to tell the accounts apart');
});

it('adds the account and goes on to the ways to sign it in', async () => {
  const view = await openPage();
  await view.type('Name', 'Hedge');
  await view.submit();
  expect(view.calls()).toEqual([['addProfile', { name: 'Hedge' }]]);
  expect(view.went).toEqual([['welcome', 'hedge']]);
});

it.each([
  ['no name', '  ', 'The account has no name yet. Type a name for it.'],
  ['the name of another account', 'MAIN', 'There is an account of this name already.'],
  ['a name that is too long', 'x'.repeat(41), 'At most 40 characters. This is 1 too many.'],
])('goes nowhere with %s, and says at the field what main says of it', async (_words, name, words) => {
  const view = await openPage();
  await view.type('Name', name);
  await view.submit();
  expect(view.description(view.field('Name'))).toContain(words);
  expect(view.focused()).toBe('Name');
  expect(view.calls()).toEqual([['addProfile', { name }]]);
  expect(view.went).toEqual([]);
});

it.each([
  ['at the field what main finds wrong with the name', 'INVALID_INPUT', 'true', []],
  [
    'at the form what the name is not to blame for',
    'INTERNAL',
    null,
    [expect.stringContaining('Something went wrong')],
  ],
] as const)('says %s', async (_words, code, invalid, alerts) => {
  const view = await openPage();
  view.fake.failNext('addProfile', code);
  await view.type('Name', 'Hedge');
  await view.submit();
  expect(view.field('Name').getAttribute('aria-invalid')).toBe(invalid);
  expect(view.names('alert')).toEqual(alerts);
  expect(view.field('Name').value).toBe('Hedge');
  expect(view.went).toEqual([]);
});

it('says that it is under way, and leaves nothing when it is left', async () => {
  const view = await openPage({ unanswered: ['addProfile'] });
  await view.type('Name', 'Hedge');
  await view.submit();
  expect(view.isStill('Adding…')).toBe(true);
  await view.press('Adding…');
  expect(view.calls()).toHaveLength(1);
  await view.press('Cancel');
  expect(view.went).toEqual([['back']]);
});
