// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { EmptyWords } from '../../../renderer/dashboard/empty-words';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { makeEmptyProfile } from '../../support/make-snapshot';
import { renderProfileView, VIEW_NOW_MS } from '../../support/renderer/render-view';

it.each([
  ['saved', 'Signed out', 'After you sign in, they are kept here'],
  ['unsaved', 'Being cleared', 'The removal is tried again automatically.'],
  ['locked', 'Keychain is locked', 'Tokens that were saved are untouched.'],
  ['unavailable', 'No keychain', 'Tokens that were saved are untouched.'],
  ['corrupt', 'The saved sign-in cannot be read', 'restore a backup or sign in again'],
] as const)('says of a place that is %s: %s', async (storage, title, text) => {
  const view = await renderProfileView(EmptyWords, makeEmptyProfile(VIEW_NOW_MS, { storage }));
  expect(view.names('heading')).toEqual([title]);
  expect(view.text()).toContain(text);
});

it('shows the reason that main gives for the place, if there is one', async () => {
  const problem = { code: 'STORAGE_LOCKED', message: 'The sealed file is locked.', remedy: 'Enter the passphrase.' };
  const view = await renderProfileView(EmptyWords, makeEmptyProfile(VIEW_NOW_MS, { storage: 'locked', problem }));
  expect(view.text()).toBe('The sealed file is locked. Enter the passphrase.');
});

it('shows a problem of another kind only in the note above the card', async () => {
  const profile = makeEmptyProfile(VIEW_NOW_MS, { storage: 'saved', problem: makeFailure('NETWORK') });
  const view = await renderProfileView(EmptyWords, profile);
  expect(view.names('heading')).toEqual(['Signed out']);
  expect(view.text()).not.toContain('Axiom cannot be reached.');
});

it('while opening is shown quietly, and reported to screen readers as busy', async () => {
  const view = await renderProfileView(EmptyWords, makeEmptyProfile(VIEW_NOW_MS, { storage: 'opening' }));
  expect(view.text()).toBe('Reading the saved tokens');
  expect(view.place.querySelector('[aria-busy="true"]')).not.toBeNull();
  expect(view.names('heading')).toEqual([]);
});
