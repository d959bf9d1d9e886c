// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { WelcomePage } from '../../../../renderer/page/sign-in/welcome-page';
import { makeFailure } from '../../../support/fakes/token-manager-api/fake-token-manager-api';
import { makeEmptyProfile, makeProfile, makePlace } from '../../../support/make-snapshot';
import { renderView, VIEW_NOW_MS, type ViewSetting } from '../../../support/renderer/render-view';

const empty = makeEmptyProfile(VIEW_NOW_MS);
const WAYS = [/^Sign in with a browser window/, /^Sign in with e-mail and password/, /^I have tokens/] as const;
const DEMO = /^Try the demo account/;
const openPage = (setting: ViewSetting = {}) =>
  renderView(<WelcomePage />, { page: 'welcome', profiles: [empty], ...setting });

it.each([
  ['whom, while there is nobody else', [empty], 'Stay signed in to Axiom'],
  ['whom, where there are several', [makeProfile(VIEW_NOW_MS, { id: 'hedge' }), empty], 'Sign in to main'],
])('says in its title %s', async (_words, profiles, title) => {
  const view = await openPage({ profiles, profileId: 'default' });
  expect(view.names('heading')).toEqual([title]);
});

it.each([
  [WAYS[0], 'browser'],
  [WAYS[1], 'password'],
  [WAYS[2], 'tokens'],
] as const)('leads by %s to its page, for this profile', async (name, page) => {
  const view = await openPage();
  await view.press(name);
  expect(view.went).toEqual([[page, 'default']]);
  expect(view.calls()).toEqual([]);
});

it('has nothing between its title and the ways while nothing is wrong', async () => {
  const view = await openPage();
  expect(view.text()).toMatch(/handed to your own programs\. Sign in with a browser window /);
});

it('says what is wrong with the list of accounts, which is not shown beside this page', async () => {
  const indexTrouble = { ...makeFailure('STORAGE_DENIED'), message: 'The list cannot be written.' };
  const view = await openPage({
    snapshot: { indexTrouble, unknownEntries: [{ name: 'vault', reason: 'unreadable' }] },
  });
  expect(view.text()).toMatch(/The list cannot be written\. .* vault: this entry cannot be read\./);
});

it('leads to the settings', async () => {
  const view = await openPage();
  await view.press('Settings');
  expect(view.went).toEqual([['settings']]);
});

describe('the demo account', () => {
  it('is started and shown', async () => {
    const view = await openPage();
    await view.press(DEMO);
    expect(view.calls()).toEqual([['startDemo', undefined]]);
    expect(view.went).toEqual([['dashboard', 'demo']]);
  });

  it('is started once', async () => {
    const view = await openPage({ unanswered: ['startDemo'] });
    await view.press(DEMO);
    expect(view.isStill(/^Starting the demo…/)).toBe(true);
    await view.press(/^Starting the demo…/);
    expect(view.calls()).toHaveLength(1);
  });

  it('says why it could not be started', async () => {
    const view = await openPage();
    view.fake.failNext('startDemo', 'INTERNAL');
    await view.press(DEMO);
    expect(view.names('alert')).toEqual([expect.stringContaining('Something went wrong inside the app.')]);
    expect(view.went).toEqual([]);
  });
});

describe('a run that may open no real account', () => {
  const refused = { snapshot: { realAccountRefusal: 'The engine is too old.' } };

  it.each(WAYS)('gives the reason with %s and does not go there', async (name) => {
    const view = await openPage(refused);
    const way = view.find('button', name);
    expect(way.getAttribute('aria-disabled')).toBe('true');
    expect(view.description(way)).toContain('Only the demo account works in this run. The engine is too old.');
    await view.press(name);
    expect(view.went).toEqual([]);
  });

  it('makes the demo account the main button', async () => {
    const view = await openPage(refused);
    const main = () => [...view.place.querySelectorAll('.way.main .way-title')].map((way) => way.textContent);
    expect(main()).toEqual(['Try the demo account']);
    await view.show({ snapshot: {} });
    expect(main()).toEqual(['Sign in with a browser window']);
  });
});

describe('a place for tokens that does not work', () => {
  const trouble = { storage: 'locked', problem: makeFailure('STORAGE_LOCKED') } as const;

  it.each([
    ['another place', {}, 'Choose where to keep tokens', 'store', 'You can sign in all the same.'],
    [
      'the passphrase',
      { requiredUserAction: 'passphrase' },
      'Enter the passphrase',
      'passphrase',
      'saved once you have entered the passphrase',
    ],
  ] as const)('is shown before a sign-in, with the way to %s', async (_words, change, name, page, words) => {
    const view = await openPage({ profiles: [makeEmptyProfile(VIEW_NOW_MS, { ...trouble, ...change })] });
    expect(view.text()).toContain('The place where tokens are kept is locked or cannot be read.');
    expect(view.text()).toContain(words);
    await view.press(name);
    expect(view.went).toEqual([[page, 'default']]);
  });

  it.each([
    ['a keychain that works', empty, true],
    ['a keychain that is locked', makeEmptyProfile(VIEW_NOW_MS, trouble), false],
    ['a file', makeEmptyProfile(VIEW_NOW_MS, { place: makePlace('file') }), false],
  ])('the keychain is promised only for %s', async (_words, profile, isPromised) => {
    const view = await openPage({ profiles: [profile] });
    expect(view.text().includes('kept in this computer’s keychain')).toBe(isPromised);
  });
});

it.each([
  [{}, 'On axiom.trade itself', 'Tokens go to Axiom and nowhere else.'],
  [
    { simulatorOrigin: 'http://127.0.0.1:1' },
    'On the simulator’s own page',
    'Tokens go to the simulator and nowhere else.',
  ],
])('says truly where sign-in and tokens go: %j', async (snapshot, site, words) => {
  const view = await openPage({ snapshot });
  expect(view.text()).toContain(site);
  expect(view.text()).toContain(words);
});
