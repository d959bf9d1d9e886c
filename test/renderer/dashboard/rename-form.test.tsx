// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { RenameForm } from '../../../renderer/dashboard/rename-form';
import { makeProfile } from '../../support/make-snapshot';
import { renderView, type ViewSetting, VIEW_NOW_MS } from '../../support/renderer/render-view';

const profiles = [makeProfile(VIEW_NOW_MS), makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'Hedge' })];

async function open(setting: ViewSetting = {}) {
  const ends: string[] = [];
  const [main = makeProfile(VIEW_NOW_MS)] = profiles;
  const view = await renderView(<RenameForm profile={main} onEnd={() => ends.push('end')} />, { profiles, ...setting });
  return { view, ends };
}

it('starts with the present name, selected, and says that the tokens stay', async () => {
  const { view } = await open();
  const field = view.field('Name');
  expect([view.focused(), field.value, field.selectionStart, field.selectionEnd]).toEqual(['Name', 'main', 0, 4]);
  expect(view.description(field)).toBe('At most 40 characters. Its tokens stay where they are.');
});

it('sends the name as it was typed, ends and says so', async () => {
  const { view, ends } = await open();
  await view.type('Name', ' Bot ');
  await view.submit();
  expect([view.calls(), ends]).toEqual([[['renameProfile', { profileId: 'default', name: ' Bot ' }]], ['end']]);
  expect(view.said).toEqual(['The account is renamed.']);
});

it.each([
  ['no name', '  ', 'The account has no name yet. Type a name for it.'],
  ['the name of another account', 'HEDGE', 'There is an account of this name already.'],
  ['a name that is too long', 'x'.repeat(41), 'At most 40 characters. This is 1 too many.'],
])('stays with %s, and says at the field what main says of it', async (_words, name, words) => {
  const { view, ends } = await open();
  await view.type('Name', name);
  await view.submit();
  expect(view.description(view.field('Name'))).toContain(words);
  expect([view.focused(), view.field('Name').value, ends]).toEqual(['Name', name, []]);
});

it('shows at the form a failure that is not about the name', async () => {
  const { view, ends } = await open();
  view.fake.failNext('renameProfile', 'STORAGE_FULL');
  await view.submit();
  expect([view.names('alert').length, view.field('Name').getAttribute('aria-invalid'), ends]).toEqual([1, null, []]);
});

it('says that it is under way, and asks once', async () => {
  const { view } = await open({ unanswered: ['renameProfile'] });
  await view.submit();
  expect(view.isStill('Renaming…')).toBe(true);
  await view.press('Renaming…');
  expect(view.calls()).toHaveLength(1);
});

it.each(['Cancel', 'Escape'])('changes nothing after %s', async (how) => {
  const { view, ends } = await open();
  await view.type('Name', 'Bot');
  if (how === 'Cancel') await view.press('Cancel');
  else {
    view.field('Name').focus();
    await view.key('Escape');
  }
  expect([view.calls(), ends]).toEqual([[], ['end']]);
});
