// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { DashboardPage } from '../../../renderer/dashboard/dashboard-page';
import { makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { makeEmptyProfile, makeProfile } from '../../support/make-snapshot';
import { readableText } from '../../support/renderer/find-by-role';
import { renderView, VIEW_NOW_MS } from '../../support/renderer/render-view';

const { email: _email, ...nameless } = makeProfile(VIEW_NOW_MS);
const { email: _former, ...signedOut } = makeEmptyProfile(VIEW_NOW_MS);

it('shows account and state, and all its parts in order', async () => {
  const view = await renderView(<DashboardPage />);
  const parts = ['Refreshes', 'Activity', 'What the tokens say'];
  expect(view.names('heading')).toEqual(['main', ...parts]);
  expect(view.names('region')).toEqual(['State', ...parts]);
  expect(view.text()).toMatch(/^main trader@example\.com Rename… Back up… Use it in your programs… Healthy /);
});

it.each([
  [
    'an account at the simulator',
    makeProfile(VIEW_NOW_MS, { isSimulator: true }),
    'trader@example.com Simulator Rename… Back up… Use it in your programs…',
  ],
  [
    'a real account',
    makeProfile(VIEW_NOW_MS, { accountId: 'trader-7' }),
    'trader@example.com Rename… Back up… Use it in your programs…',
  ],
  [
    'an account without an e-mail',
    { ...nameless, accountId: 'trader-7' },
    'Account trader-7 Rename… Back up… Use it in your programs…',
  ],
  [
    'an account without any name',
    nameless,
    'Account not named by its tokens Rename… Back up… Use it in your programs…',
  ],
  ['an account that is signed out', signedOut, 'Rename…'],
  [
    'the demo',
    makeProfile(VIEW_NOW_MS, { id: 'demo', isSimulator: true }),
    'trader@example.com Simulator Back up… Use it in your programs…',
  ],
])('says under the name of %s: %s', async (_words, profile, under) => {
  const view = await renderView(<DashboardPage />, { profiles: [profile] });
  expect(readableText(view.place.querySelector('.page-under'))).toBe(under);
});

it('leads to the backup from under the name', async () => {
  const view = await renderView(<DashboardPage />);
  await view.press('Back up…');
  expect([view.went, view.calls().filter(([name]) => name === 'createBackup')]).toEqual([[['back-up']], []]);
});

it('puts the notes over the card: the list of accounts, the pause, then what is wrong, then the end of the sign-in', async () => {
  const profile = makeProfile(VIEW_NOW_MS, {
    session: 'paused',
    storage: 'unsaved',
    problem: makeFailure('STORAGE_FULL'),
    isSignInEnding: true,
  });
  const indexTrouble = { ...makeFailure('STORAGE_DENIED'), message: 'The list cannot be written.' };
  const view = await renderView(<DashboardPage />, { profiles: [profile], snapshot: { indexTrouble } });
  const notes = [...view.place.querySelectorAll('.notice-message')].map((note) => note.textContent);
  expect(notes).toEqual([
    'The list cannot be written.',
    'Everything is paused.',
    'There is no space left to save the tokens.',
    expect.stringMatching(/^Signed in until /),
  ]);
});

it('has no notes while all is well', async () => {
  const view = await renderView(<DashboardPage />);
  expect(view.place.querySelector('.notice')).toBeNull();
});

it('offers a sign-in when the profile is not in the list', async () => {
  const view = await renderView(<DashboardPage />, { profiles: [makeEmptyProfile(VIEW_NOW_MS)], profileId: 'gone' });
  expect(view.names('heading')).toEqual(['One moment']);
  await view.press('Sign in');
  expect(view.went).toEqual([['welcome']]);
});

it('does not say twice that the list of accounts cannot be written', async () => {
  const indexTrouble = { ...makeFailure('STORAGE_DENIED'), message: 'The list cannot be written.' };
  const problem = { ...indexTrouble, message: `Not remembered over a restart. ${indexTrouble.message}` };
  const profile = makeProfile(VIEW_NOW_MS, { problem });
  const view = await renderView(<DashboardPage />, { profiles: [profile], snapshot: { indexTrouble } });
  const notes = [...view.place.querySelectorAll('.notice-message')].map((note) => note.textContent);
  expect(notes).toEqual([problem.message]);
});

it('opens the field for another name, and gives the focus back when that is done', async () => {
  const view = await renderView(<DashboardPage />);
  expect(view.find('button', 'Rename…').getAttribute('aria-expanded')).toBe('false');
  await view.press('Rename…');
  expect([view.focused(), view.field('Name').value]).toEqual(['Name', 'main']);
  expect(view.find('button', 'Rename…').getAttribute('aria-expanded')).toBe('true');
  await view.type('Name', 'Bot');
  await view.submit();
  expect([view.focused(), view.place.querySelector('form')]).toEqual(['Rename…', null]);
  expect(view.calls().filter(([name]) => name !== 'describeRefreshes')).toEqual([
    ['renameProfile', { profileId: 'default', name: 'Bot' }],
  ]);
});
