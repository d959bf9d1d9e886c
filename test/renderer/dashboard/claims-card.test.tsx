// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { ClaimsCard } from '../../../renderer/dashboard/claims-card';
import { FAKE_CLAIMS, makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { makeEmptyProfile, makeProfile } from '../../support/make-snapshot';
import { type RenderedView, renderProfileView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const DESCRIBE = ['describeTokens', { profileId: 'default' }];
const profile = makeProfile(VIEW_NOW_MS);

/** Like the browser after a press on the summary, with pointer, Enter or Space. */
async function toggle(view: RenderedView, isOpen = true): Promise<void> {
  const details = view.place.querySelector('details');
  if (!details) throw new Error('There is no disclosure.');
  details.open = isOpen;
  await view.send(details, new Event('toggle'));
}
const lines = (view: RenderedView) =>
  [...view.place.querySelectorAll('.claim')].map((line) => [...line.children].map(({ textContent }) => textContent));

it('is closed at first, and asks for nothing', async () => {
  const view = await renderProfileView(ClaimsCard, profile);
  expect([view.names('region'), view.place.querySelector('details')?.open]).toEqual([['What the tokens say'], false]);
  expect([view.calls(), lines(view)]).toEqual([[], []]);
});

it('asks when it is opened, and shows both tokens', async () => {
  const view = await renderProfileView(ClaimsCard, profile);
  await toggle(view);
  expect(view.calls()).toEqual([DESCRIBE]);
  expect(view.names('heading')).toEqual(['What the tokens say', 'Access token', 'Refresh token']);
  expect(lines(view)).toEqual([
    ['authenticatedUserId', 'trader-7'],
    ['iat', '1 Mar 2026, 11:57 1772366224'],
    ['exp', '1 Mar 2026, 12:12 1772367124'],
    ['jti', '…'],
    ['plan', '{"level":2,"features":["turbo","alerts"]}'],
  ]);
  expect(view.text()).toContain('Not a JWT: it has no claims that can be read.');
});

it('shows a claim as text, whatever it contains', async () => {
  const view = await renderProfileView(ClaimsCard, profile);
  const value = '<img src=x onerror=alert(1)>';
  view.fake.answerNext('describeTokens', { access: { claims: [{ name: '<b>', value }], leftOut: 3 } });
  await toggle(view);
  expect([lines(view), view.place.querySelector('img, b')]).toEqual([[['<b>', value]], null]);
  expect(view.text()).toContain('3 more are not shown.');
});

it('asks again for new tokens while it is open, and not while it is closed', async () => {
  const view = await renderProfileView(ClaimsCard, profile);
  await toggle(view);
  await view.show({ profiles: [{ ...profile, receivedAtMs: VIEW_NOW_MS }] });
  expect(view.calls()).toEqual([DESCRIBE, DESCRIBE]);
  await toggle(view, false);
  await view.show({ profiles: [{ ...profile, receivedAtMs: VIEW_NOW_MS + 1 }] });
  expect(view.calls()).toHaveLength(2);
});

it('does not show the late answer about tokens that were replaced meanwhile', async () => {
  const view = await renderProfileView(ClaimsCard, profile, { unanswered: ['describeTokens'] });
  await toggle(view);
  await toggle(view, false);
  await view.answer('describeTokens', { ok: true, value: FAKE_CLAIMS });
  expect(lines(view)).toEqual([]);
});

it('says what went wrong in place of the claims', async () => {
  const view = await renderProfileView(ClaimsCard, profile, { unanswered: ['describeTokens'] });
  await toggle(view);
  await view.answer('describeTokens', { ok: false, failure: makeFailure('STORAGE_LOCKED') });
  expect([view.names('alert').length, lines(view)]).toEqual([1, []]);
});

it('is gone with the tokens', async () => {
  const view = await renderProfileView(ClaimsCard, profile);
  await toggle(view);
  view.fake.answerNext('describeTokens', FAKE_CLAIMS);
  await view.show({ profiles: [makeEmptyProfile(VIEW_NOW_MS)] });
  expect([view.place.textContent, view.calls().length]).toEqual(['', 1]);
});
