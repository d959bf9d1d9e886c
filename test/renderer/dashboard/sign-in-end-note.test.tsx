// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { SignInEndNote } from '../../../renderer/dashboard/sign-in-end-note';
import { makeProfile } from '../../support/make-snapshot';
import { renderProfileView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const HOUR_MS = 3_600_000;
const ending = makeProfile(VIEW_NOW_MS, { isSignInEnding: true, signInEndsAtMs: VIEW_NOW_MS + 3 * HOUR_MS });
const { signInEndsAtMs: _end, ...endless } = ending;

it('says until when the sign-in lasts, and that a new one interrupts nothing', async () => {
  const view = await renderProfileView(SignInEndNote, ending);
  expect(view.text()).toMatch(/^Signed in until 15:00, 3 h from now\. Sign in again before then and nothing stops\./);
});

it.each([
  ['the end is far', makeProfile(VIEW_NOW_MS)],
  ['nobody knows the end', endless],
  ['it is over', { ...ending, signInEndsAtMs: VIEW_NOW_MS }],
])('is absent when %s', async (_words, profile) => {
  const view = await renderProfileView(SignInEndNote, profile);
  expect(view.html()).toBe('');
});

it('disappears when the sign-in has ended', async () => {
  const view = await renderProfileView(SignInEndNote, { ...ending, signInEndsAtMs: VIEW_NOW_MS + 2000 });
  expect(view.text()).toContain('2 s from now');
  await view.advance(2000);
  expect(view.html()).toBe('');
});

it('leads to the ways to sign in, for this profile', async () => {
  const view = await renderProfileView(SignInEndNote, { ...ending, id: 'hedge' });
  await view.press('Sign in again');
  expect(view.went).toEqual([['welcome', 'hedge']]);
  expect(view.calls()).toEqual([]);
});

it('asks for the demo account once', async () => {
  const view = await renderProfileView(SignInEndNote, { ...ending, id: 'demo' }, { unanswered: ['startDemo'] });
  await view.press('Sign in again');
  expect(view.isStill('Sign in again')).toBe(true);
  await view.press('Sign in again');
  expect(view.calls()).toHaveLength(1);
});

it('restarts the demo account, which has no other way', async () => {
  const view = await renderProfileView(SignInEndNote, { ...ending, id: 'demo' });
  await view.press('Sign in again');
  expect(view.calls()).toEqual([['startDemo', undefined]]);
  expect(view.went).toEqual([]);
});
