// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { OpenFileNote } from '../../../renderer/dashboard/open-file-note';
import { makePlace, makeProfile } from '../../support/make-snapshot';
import { renderProfileView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const open = makeProfile(VIEW_NOW_MS, {
  place: makePlace('file'),
  storePlace: '/home/you/axiom-tokens.json',
  isOpenToOthers: true,
});

it('says who can read the file and what that means', async () => {
  const view = await renderProfileView(OpenFileNote, open);
  expect(view.text()).toMatch(/^Other users of this computer can read your token file\. Whoever reads \/home\/you\//);
  expect(view.text()).toContain('signing out here does not stop it');
});

it('is absent while only the person can read it', async () => {
  const view = await renderProfileView(OpenFileNote, makeProfile(VIEW_NOW_MS));
  expect(view.html()).toBe('');
});

it('closes the file with one press, and announces that to screen readers', async () => {
  const view = await renderProfileView(OpenFileNote, open);
  await view.press('Make it private');
  expect(view.calls()).toEqual([['makePrivate', { profileId: 'default' }]]);
  expect(view.said).toEqual(['Only you can read the token file now.']);
});

it('says why it could not be closed', async () => {
  const view = await renderProfileView(OpenFileNote, open);
  view.fake.failNext('makePrivate', 'STORAGE_DENIED');
  await view.press('Make it private');
  expect(view.text()).toContain('Access to the place where tokens are kept was denied.');
  expect(view.said).toEqual([]);
});
