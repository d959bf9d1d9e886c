// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { ProfileStatus } from '../../../preload/contract/schemas';
import { ProfileActions } from '../../../renderer/dashboard/profile-actions';
import { FAKE_ACCESS_TOKEN, makeFailure } from '../../support/fakes/token-manager-api/fake-token-manager-api';
import { makeEmptyProfile, makeProfile, makePlace } from '../../support/make-snapshot';
import { renderProfileView, VIEW_NOW_MS, type ViewSetting } from '../../support/renderer/render-view';

const good = makeProfile(VIEW_NOW_MS);
const openActions = (profile: ProfileStatus = good, setting: ViewSetting = {}) =>
  renderProfileView(ProfileActions, profile, setting);
const locked = makeEmptyProfile(VIEW_NOW_MS, { storage: 'locked' });
const sealed = makeEmptyProfile(VIEW_NOW_MS, {
  storage: 'locked',
  place: makePlace('sealed-file'),
  requiredUserAction: 'passphrase',
});
const demo = makeEmptyProfile(VIEW_NOW_MS, { id: 'demo', name: 'demo' });

describe('a press', () => {
  it.each([
    ['Refresh now', good, ['refreshNow', { profileId: 'default' }]],
    ['Copy access token', good, ['copyAccessToken', { profileId: 'default' }]],
    ['Unlock and retry', locked, ['retryStorage', { profileId: 'default' }]],
    ['Resume', makeProfile(VIEW_NOW_MS, { session: 'paused' }), ['resumeAll', undefined]],
    ['Sign in', demo, ['startDemo', undefined]],
  ] as const)('on "%s" asks main', async (name, profile, call) => {
    const view = await openActions(profile);
    await view.press(name);
    expect(view.calls()).toEqual([call]);
    expect(view.went).toEqual([]);
  });

  it.each([
    ['Sign in', makeEmptyProfile(VIEW_NOW_MS), 'welcome'],
    ['Open the sign-in window', makeProfile(VIEW_NOW_MS, { session: 'needs-browser' }), 'browser'],
    ['Choose another place', locked, 'store'],
    ['Enter the passphrase', sealed, 'passphrase'],
    ['Restore a backup…', makeEmptyProfile(VIEW_NOW_MS, { storage: 'corrupt' }), 'restore'],
  ])('on "%s" leads to a page and asks nothing', async (name, profile, page) => {
    const view = await openActions(profile);
    await view.press(name);
    expect(view.went).toEqual([[page]]);
    expect(view.calls()).toEqual([]);
  });

  it('removes an empty profile from the list, unless it is the last', async () => {
    const empty = makeEmptyProfile(VIEW_NOW_MS, { id: 'hedge', name: 'hedge' });
    const alone = await openActions(empty);
    expect(alone.names('button')).toEqual(['Sign in']);
    const view = await openActions(empty, { profiles: [good, empty] });
    await view.press('Remove from the list…');
    expect(view.calls()).toEqual([['removeProfile', { profileId: 'hedge' }]]);
  });
});

it.each([
  [
    'a healthy profile',
    good,
    'Refresh now Copy access token Hold to reveal Shows the access token as long as you hold it Sign out…',
  ],
  ['a locked one', locked, 'Unlock and retry Choose another place'],
  ['a signed-out demo', demo, 'Sign in'],
])('offers for %s nothing but what works, and leaves the focus alone', async (_words, profile, words) => {
  const view = await openActions(profile);
  expect(view.text()).toBe(words);
  expect(view.focused()).toBe('');
});

describe('while it works', () => {
  it.each([
    ['Copy access token', 'copyAccessToken', good],
    ['Remove from the list…', 'removeProfile', makeEmptyProfile(VIEW_NOW_MS, { id: 'hedge' })],
  ] as const)('"%s" is seen to be under way', async (name, call, profile) => {
    const view = await openActions(profile, { profiles: [profile, good], unanswered: [call] });
    await view.press(name);
    expect(view.isStill(name)).toBe(true);
  });

  it('the button says so and a second press asks nobody', async () => {
    const view = await openActions(good, { unanswered: ['refreshNow'] });
    await view.press('Refresh now');
    expect(view.isStill('Refreshing…')).toBe(true);
    await view.press('Refreshing…');
    expect(view.calls()).toHaveLength(1);
  });

  it('a refresh by main itself is shown as well', async () => {
    const view = await openActions(makeProfile(VIEW_NOW_MS, { session: 'refreshing' }));
    expect(view.isStill('Refreshing…')).toBe(true);
  });
});

describe('a failure', () => {
  it('of a press is shown at once', async () => {
    const view = await openActions();
    view.fake.failNext('refreshNow', 'TIMEOUT');
    await view.press('Refresh now');
    expect(view.names('alert')[0]).toContain('Axiom did not answer in time.');
  });

  it('that the state reports already is not shown twice', async () => {
    const view = await openActions(makeProfile(VIEW_NOW_MS, { session: 'offline', problem: makeFailure('NETWORK') }));
    view.fake.failNext('refreshNow', 'NETWORK');
    await view.press('Refresh now');
    expect(view.calls()).toHaveLength(1);
    expect(view.names('alert')).toEqual([]);
    // Only that it was tried is shown.
    expect(view.text()).toMatch(/Tried at \d\d:\d\d:\d\d: still the same\.$/);
    expect(view.said.at(-1)).toMatch(/still the same/);
  });

  it('goes when the state is another one', async () => {
    const view = await openActions();
    view.fake.failNext('refreshNow', 'TIMEOUT');
    await view.press('Refresh now');
    await view.show({ profiles: [makeProfile(VIEW_NOW_MS, { token: 'expiring' })] });
    expect(view.names('alert')).toEqual([]);
  });
});

it.each([
  [true, /Refreshed at \d\d:\d\d:\d\d\.$/],
  [false, /Refreshed just now already; nothing was sent again\.$/],
])('says what came of a refresh that worked: sent %s', async (wasSent, words) => {
  const view = await openActions();
  view.fake.answerNext('refreshNow', { wasSent });
  await view.press('Refresh now');
  expect(view.text()).toMatch(words);
  expect(view.said.at(-1)).toMatch(words);
});

describe('the result of a press disappears with its state', () => {
  const offline = makeProfile(VIEW_NOW_MS, { session: 'offline', problem: makeFailure('NETWORK') });
  const paused = makeProfile(VIEW_NOW_MS, { session: 'paused' });

  it('"still the same" does not outlive a pause', async () => {
    const view = await openActions(offline);
    view.fake.failNext('refreshNow', 'NETWORK');
    await view.press('Refresh now');
    expect(view.text()).toContain('still the same');
    await view.show({ profiles: [paused] });
    await view.show({ profiles: [offline] });
    expect(view.text()).not.toContain('still the same');
  });

  it('"refreshed just now" is not shown when it is offline', async () => {
    const view = await openActions();
    view.fake.answerNext('refreshNow', { wasSent: false });
    await view.press('Refresh now');
    expect(view.text()).toContain('Refreshed just now already');
    await view.show({ profiles: [offline] });
    expect(view.text()).not.toContain('just now');
  });

  it('"copying is paused" does not outlive the pause', async () => {
    const view = await openActions();
    view.fake.failNext('copyAccessToken', 'PAUSED');
    await view.press('Copy access token');
    expect(view.names('alert')[0]).toContain('Resume first.');
    await view.show({ profiles: [paused] });
    await view.show({ profiles: [good] });
    expect(view.names('alert')).toEqual([]);
  });

  it('"showing is paused" does not outlive the pause', async () => {
    const view = await openActions();
    view.fake.failNext('revealAccessToken', 'PAUSED');
    await view.send(
      view.find('button', 'Hold to reveal'),
      new PointerEvent('pointerdown', { button: 0, bubbles: true }),
    );
    expect(view.names('alert')[0]).toContain('Resume first.');
    await view.show({ profiles: [paused] });
    await view.show({ profiles: [good] });
    expect(view.names('alert')).toEqual([]);
  });
});

it.each([
  [{ kind: 'refreshed', wasSent: true }, /Refreshed at \d\d:\d\d:\d\d\.$/],
  [{ kind: 'refreshed', wasSent: false }, /nothing was sent again\.$/],
  [{ kind: 'failed', failure: makeFailure('TIMEOUT') }, /Axiom did not answer in time\./],
] as const)('says what came of a shortcut of this account: %o', async (result, words) => {
  const view = await openActions();
  await view.show({ pressed: { profileId: 'hedge', atMs: VIEW_NOW_MS, result } });
  expect(view.text()).not.toMatch(words);
  await view.show({ pressed: { profileId: 'default', atMs: VIEW_NOW_MS, result } });
  expect(view.text()).toMatch(words);
});

it('reports a shortcut that failed for the reason above the card only as tried', async () => {
  const problem = makeFailure('NETWORK');
  const view = await openActions(makeProfile(VIEW_NOW_MS, { session: 'offline', problem }));
  await view.show({
    pressed: { profileId: 'default', atMs: VIEW_NOW_MS, result: { kind: 'failed', failure: problem } },
  });
  expect(view.text()).toMatch(/Tried at \d\d:\d\d:\d\d\.$/);
  expect(view.names('alert')).toEqual([]);
});

describe('a pause', () => {
  const pause = { profiles: [makeProfile(VIEW_NOW_MS, { session: 'paused' })] };

  it('removes the buttons that hand out a token', async () => {
    const view = await openActions();
    expect(view.names('button')).toEqual(
      expect.arrayContaining(['Copy access token', 'Hold to reveal', 'Refresh now', 'Sign out…']),
    );
    await view.show(pause);
    expect(view.names('button')).toEqual(['Resume', 'Sign out…']);
  });

  it('removes a revealed token and the note about a copied one from the page', async () => {
    const view = await openActions();
    await view.press('Copy access token');
    await view.send(
      view.find('button', 'Hold to reveal'),
      new PointerEvent('pointerdown', { button: 0, bubbles: true }),
    );
    expect(view.text()).toContain(FAKE_ACCESS_TOKEN);
    expect(view.find('button', 'Hold to reveal').className).toContain('held');
    expect(view.text()).toContain('Copied.');
    await view.show(pause);
    expect(view.html()).not.toContain(FAKE_ACCESS_TOKEN);
    expect(view.text()).not.toContain('Copied.');
  });
});

it('leaves it to main to ask before a sign-out, and says nothing when the person cancels there', async () => {
  const view = await openActions();
  view.fake.failNext('signOut', 'CANCELLED');
  await view.press('Sign out…');
  expect(view.calls()).toEqual([['signOut', { profileId: 'default' }]]);
  expect(view.names('alert')).toEqual([]);
  expect(view.focused()).toBe('Sign out…');
});

it('has no row of buttons where nothing can be done', async () => {
  const view = await openActions(makeEmptyProfile(VIEW_NOW_MS, { storage: 'opening' }));
  expect(view.html()).toBe('');
});
