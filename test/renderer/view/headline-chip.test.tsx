// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { HeadlineChip } from '../../../renderer/view/headline-chip';
import { makeProfile } from '../../support/make-snapshot';
import { renderProfileView, VIEW_NOW_MS } from '../../support/renderer/render-view';

it.each([
  ['Healthy', 'good', {}],
  ['Offline, working until 12:12', 'attention', { session: 'offline' }],
  ['Sign in again', 'bad', { session: 'needs-sign-in' }],
  ['Paused by you', 'idle', { session: 'paused' }],
] as const)('says "%s" in the colour "%s"', async (words, tone, change) => {
  const view = await renderProfileView(HeadlineChip, makeProfile(VIEW_NOW_MS, change));
  expect(view.text()).toBe(words);
  expect(view.place.querySelector('.chip')?.className).toBe(`chip tone-${tone}`);
});

it('counts down', async () => {
  const profile = makeProfile(VIEW_NOW_MS, { token: 'expiring', expiresAtMs: VIEW_NOW_MS + 108_000 });
  const view = await renderProfileView(HeadlineChip, profile);
  expect(view.text()).toBe('Expires in 1:48 min');
  await view.advance(2000);
  expect(view.text()).toBe('Expires in 1:46 min');
});
