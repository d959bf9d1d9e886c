// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, it } from 'vitest';
import type { ErrorCode } from '../../../../main/core/base/errors';
import { BrowserPage } from '../../../../renderer/page/sign-in/browser-page';
import { actAndSettle, renderView } from '../../../support/renderer/render-view';

async function openPage() {
  const view = await renderView(<BrowserPage />, { page: 'browser', profileId: 'hedge' });
  return {
    view,
    end: (code?: ErrorCode) => actAndSettle(() => view.fake.endBrowserSignIn(code)),
    leave: () => actAndSettle(() => render(null, view.place)),
    asked: () => view.calls().map(([name]) => name),
  };
}

it('opens the window at once for its profile, and says where to continue', async () => {
  const { view } = await openPage();
  expect(view.calls()).toEqual([['signInWithBrowser', { profileId: 'hedge' }]]);
  expect(view.names('main')).toEqual(['Sign in in the other window']);
  expect(view.text()).toContain('Your password is typed there, not here.');
});

it('shows the profile that main has signed in, where that is another one of the same account', async () => {
  const view = await renderView(<BrowserPage />, {
    page: 'browser',
    profileId: 'hedge',
    unanswered: ['signInWithBrowser'],
  });
  await view.answer('signInWithBrowser', { ok: true, value: { profileId: 'main' } });
  expect(view.went).toEqual([['dashboard', 'main']]);
});

it('opens no second window when a snapshot comes', async () => {
  const { view, asked } = await openPage();
  await view.show({ snapshot: { hasEnvironmentTokens: true } });
  expect(asked()).toEqual(['signInWithBrowser']);
});

it.each([
  ['shows the profile when it has worked', undefined, [['dashboard', 'hedge']]],
  ['goes back to the ways when the window was closed', 'CANCELLED', [['welcome', 'hedge']]],
  ['stays when it has failed', 'TIMEOUT', []],
] as const)('%s', async (_words, code, went) => {
  const { view, end } = await openPage();
  await end(code);
  expect(view.went).toEqual(went);
});

it('says why it failed, and opens the window again when asked to', async () => {
  const { view, end, asked } = await openPage();
  await end('TIMEOUT');
  expect(view.names('main')).toEqual(['You are not signed in yet']);
  expect(view.names('alert')).toEqual([
    'Axiom did not answer in time. Try again in a moment. Your tokens are untouched.',
  ]);
  await view.press('Open the window again');
  expect(asked()).toEqual(['signInWithBrowser', 'signInWithBrowser']);
  expect(view.names('main')).toEqual(['Sign in in the other window']);
});

it.each([
  ['WRONG_ACCOUNT', 'Add it as an account of its own', ['add-profile']],
  ['TIMEOUT', 'Choose another way', ['welcome', 'hedge']],
] as const)('after %s offers "%s"', async (code, name, step) => {
  const { view, end } = await openPage();
  await end(code);
  await view.press(name);
  expect(view.went).toEqual([step]);
});

it.each([
  ['closes the window of main when it is left while that is open', false, ['signInWithBrowser', 'cancelSignIn']],
  ['has nothing to close when it is left after the end', true, ['signInWithBrowser']],
])('%s', async (_words, isOver, expected) => {
  const { end, leave, asked } = await openPage();
  if (isOver) await end('TIMEOUT');
  await leave();
  expect(asked()).toEqual(expected);
});

it('leads back to the ways on "Cancel"', async () => {
  const { view } = await openPage();
  await view.press('Cancel');
  expect(view.went).toEqual([['welcome', 'hedge']]);
});

it('goes nowhere when the answer comes after it was left', async () => {
  const { view, leave } = await openPage();
  await leave();
  expect(view.went).toEqual([]);
});
