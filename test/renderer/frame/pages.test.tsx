// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { Pages } from '../../../renderer/frame/pages';
import type { PageName } from '../../../renderer/state/route';
import { makeProfile } from '../../support/make-snapshot';
import { renderView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const TITLES: Readonly<Record<PageName, readonly [title: string, isAlone: boolean]>> = {
  dashboard: ['main', false],
  activity: ['Activity', false],
  programs: ['Programs', false],
  trail: ['What programs were given', false],
  welcome: ['Sign in to main', true],
  'add-profile': ['Add an account', true],
  browser: ['Sign in in the other window', true],
  password: ['Sign in with e-mail and password', true],
  tokens: ['I have tokens', true],
  'find-tokens': ['Find tokens on this computer', false],
  'back-up': ['Back up', false],
  restore: ['Restore a backup', false],
  clear: ['Clear tokens', false],
  settings: ['Settings', false],
  store: ['Move the tokens of main', false],
  passphrase: ['Enter the passphrase', false],
  check: ['Check this computer', false],
  'use-in-programs': ['Use it in your programs', false],
  about: ['About Axiom Token Manager', false],
};

it.each(Object.entries(TITLES).map(([page, [title, isAlone]]) => [page as PageName, title, isAlone] as const))(
  'shows for "%s" the page "%s"; alone, without the list of profiles: %s',
  async (page, title, isAlone) => {
    const view = await renderView(<Pages />, { page });
    expect(view.names('main')).toEqual([title]);
    expect(view.names('navigation')).toEqual(isAlone ? [] : ['Accounts']);
  },
);

it.each(Object.keys(TITLES) as PageName[])(
  'says on the page "%s" that everything is paused, and resumes there',
  async (page) => {
    const paused = makeProfile(VIEW_NOW_MS, { session: 'paused' });
    const view = await renderView(<Pages />, { page, profiles: [paused], snapshot: { isPaused: true } });
    const main = view.find('main');
    expect(main.textContent).toContain('Everything is paused.');
    const resume = [...main.querySelectorAll('button')].filter(({ textContent }) => textContent === 'Resume');
    expect(resume).toHaveLength(1);
    resume[0]?.click();
    expect(view.calls()).toContainEqual(['resumeAll', undefined]);
  },
);

const profiles = [makeProfile(VIEW_NOW_MS), makeProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge' })];

it.each([
  ['another page', { page: 'password' }, { page: 'back-up' }, 'Password', 'Passphrase'],
  ['the same page of another profile', { page: 'password' }, { profileId: 'hedge' }, 'Password', 'Password'],
] as const)('carries nothing that was typed over to %s', async (_words, first, next, label, nextLabel) => {
  const view = await renderView(<Pages />, { profiles, ...first });
  await view.type(label, 'right password');
  await view.show(next);
  expect(view.field(nextLabel).value).toBe('');
  expect(view.html()).not.toContain('right password');
});

it('keeps what was typed when a snapshot comes', async () => {
  const view = await renderView(<Pages />, { profiles, page: 'password' });
  await view.type('Password', 'right password');
  await view.show({ profiles: [...profiles].reverse(), profileId: 'default' });
  expect(view.field('Password').value).toBe('right password');
});
