// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import type { ProfileStatus } from '../../../preload/contract/schemas';
import { isShownInCard, ProblemNote } from '../../../renderer/dashboard/problem-note';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { makeEmptyProfile, makeProfile } from '../../support/make-snapshot';
import { renderProfileView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const openNote = (profile: ProfileStatus) => renderProfileView(ProblemNote, profile);

it('says what is wrong and what to do', async () => {
  const view = await openNote(makeProfile(VIEW_NOW_MS, { session: 'offline', problem: makeFailure('NETWORK') }));
  expect(view.text()).toBe(
    'Axiom cannot be reached. Check the internet connection. Your tokens are untouched. Check this computer…',
  );
});

it('is absent when nothing is wrong', async () => {
  const view = await openNote(makeProfile(VIEW_NOW_MS));
  expect(view.html()).toBe('');
});

it('is absent where the card itself says it', async () => {
  const profile = makeEmptyProfile(VIEW_NOW_MS, { storage: 'locked', problem: makeFailure('STORAGE_LOCKED') });
  const view = await openNote(profile);
  expect(view.html()).toBe('');
});

it.each([
  ['bad', { session: 'needs-sign-in' }],
  ['attention', { session: 'offline' }],
  ['attention', {}],
] as const)('is never green: "%s" for %j', async (tone, change) => {
  const view = await openNote(makeProfile(VIEW_NOW_MS, { ...change, problem: makeFailure('NETWORK') }));
  expect(view.place.querySelector('.notice')?.className).toBe(`notice tone-${tone}`);
});

it.each([
  ['locked', 'none', true],
  ['unavailable', 'none', true],
  ['corrupt', 'none', true],
  ['unsaved', 'none', true],
  ['saved', 'none', false],
  ['opening', 'none', false],
  ['locked', 'good', false],
] as const)('storage %s and token %s are said in the card: %s', (storage, token, isSaid) => {
  expect(isShownInCard(makeProfile(VIEW_NOW_MS, { storage, token }))).toBe(isSaid);
});

it.each([
  [
    'what is only not remembered',
    makeProfile(VIEW_NOW_MS, { problem: makeFailure('STORAGE_FULL'), isAsideOnly: true }),
    true,
  ],
  [
    'the same during a refresh',
    makeProfile(VIEW_NOW_MS, { session: 'refreshing', problem: makeFailure('STORAGE_FULL'), isAsideOnly: true }),
    true,
  ],
  [
    'the same without tokens',
    makeEmptyProfile(VIEW_NOW_MS, { problem: makeFailure('STORAGE_FULL'), isAsideOnly: true }),
    true,
  ],
  [
    'a refresh that is tried again just now',
    makeProfile(VIEW_NOW_MS, { session: 'refreshing', problem: makeFailure('BAD_RESPONSE') }),
    false,
  ],
  ['a refresh', makeProfile(VIEW_NOW_MS, { session: 'held-up', problem: makeFailure('STORAGE_DENIED') }), false],
  ['the place', makeProfile(VIEW_NOW_MS, { storage: 'unsaved', problem: makeFailure('STORAGE_FULL') }), false],
] as const)(
  'offers a try itself for %s, since the card has no button for it: %s',
  async (_what, profile, isOffered) => {
    const view = await openNote(profile);
    expect(view.names('button').includes('Try again')).toBe(isOffered);
    if (!isOffered) return;
    await view.press('Try again');
    expect(view.calls()).toEqual([['retryStorage', { profileId: 'default' }]]);
    expect(view.said.at(-1)).toBe('Everything is saved and noted now.');
  },
);

it('says that a try has changed nothing, and keeps the focus at its button', async () => {
  const problem = makeFailure('STORAGE_FULL');
  const view = await openNote(makeProfile(VIEW_NOW_MS, { problem, isAsideOnly: true }));
  view.fake.failNext('retryStorage', 'STORAGE_FULL');
  await view.press('Try again');
  expect(view.text()).toMatch(/Tried at \d\d:\d\d:\d\d: still the same\.$/);
  expect(view.said.at(-1)).toMatch(/still the same/);
  view.fake.failNext('retryStorage', 'STORAGE_DENIED');
  await view.press('Try again');
  expect(view.text()).toContain(makeFailure('STORAGE_DENIED').message);
});
