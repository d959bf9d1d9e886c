// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { ProfileStatus } from '../../../preload/contract/schemas';
import { SignOutQuestion } from '../../../renderer/dashboard/sign-out-question';
import { makeProfile, makePlace } from '../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../support/renderer/render-view';

async function openQuestion(change: Partial<ProfileStatus> = {}, setting: ViewSetting = {}) {
  let closed = 0;
  const profile = makeProfile(VIEW_NOW_MS, change);
  const view = await renderView(<SignOutQuestion profile={profile} onClose={() => (closed += 1)} />, setting);
  return { view, closed: () => closed };
}

it.each([
  ['from memory and from the system keychain.', {}],
  ['from memory.', { place: makePlace('memory'), storePlace: 'This run only' }],
  ['from memory and from /home/you/a.json.', { place: makePlace('file'), storePlace: '/home/you/a.json' }],
] as const)('says that the tokens go %s', async (words, change) => {
  const { view } = await openQuestion(change);
  expect(view.names('group')).toEqual(['Sign out of main?']);
  expect(view.description(view.find('group'))).toContain(`Its tokens are removed ${words}`);
});

it('stands at the harmless answer', async () => {
  const { view } = await openQuestion();
  expect(view.focused()).toBe('Cancel');
});

it('signs this profile out, then goes', async () => {
  const { view, closed } = await openQuestion({ id: 'hedge' });
  await view.press('Sign out');
  expect(view.calls()).toEqual([['signOut', { profileId: 'hedge' }]]);
  expect(closed()).toBe(1);
});

it('says that it is under way', async () => {
  const { view, closed } = await openQuestion({}, { unanswered: ['signOut'] });
  await view.press('Sign out');
  expect(view.isStill('Signing out…')).toBe(true);
  await view.press('Signing out…');
  expect(view.calls()).toHaveLength(1);
  expect(closed()).toBe(0);
});

it('stays and says why when it did not work', async () => {
  const { view, closed } = await openQuestion();
  view.fake.failNext('signOut', 'STORAGE_LOCKED');
  await view.press('Sign out');
  expect(view.names('alert')[0]).toContain('The place where tokens are kept is locked or cannot be read.');
  expect(closed()).toBe(0);
});

it('asks nothing of main on "Cancel"', async () => {
  const { view, closed } = await openQuestion();
  await view.press('Cancel');
  expect([closed(), view.calls()]).toEqual([1, []]);
});

it.each([
  ['Escape', 1, false],
  ['a', 0, true],
])('on the key %s closes %d times; the window hears of it: %s', async (key, times, isHeard) => {
  const { view, closed } = await openQuestion();
  expect(await view.key(key)).toBe(isHeard);
  expect(closed()).toBe(times);
});
