import { describe, expect, it } from 'vitest';
import { type AppEvent, type AppState, nextAppState, startState } from '../../../renderer/state/app-state';
import { parentOf } from '../../../renderer/state/route';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makeEmptyProfile, makeProfile, makeSnapshot } from '../../support/make-snapshot';

const NOW = FAKE_START_MS;
const nobody = makeSnapshot(NOW, [makeEmptyProfile(NOW)]);
const opening = makeSnapshot(NOW, [makeEmptyProfile(NOW, { storage: 'opening' })]);
const main = makeSnapshot(NOW, [makeProfile(NOW)]);
const withDemo = makeSnapshot(NOW, [makeEmptyProfile(NOW), makeProfile(NOW, { id: 'demo', name: 'demo' })]);

const START = startState();
const after = (...events: AppEvent[]): AppState => events.reduce(nextAppState, START);
const snapshot = (value: typeof main): AppEvent => ({ kind: 'snapshot', snapshot: value });
const request = (value: Extract<AppEvent, { kind: 'request' }>['request']): AppEvent => ({
  kind: 'request',
  request: value,
});

describe('before the person goes anywhere', () => {
  it('the welcome is shown when nobody is signed in', () => {
    expect(after(snapshot(nobody)).route).toMatchObject({ page: 'welcome', profileId: 'default' });
    expect(after(snapshot(makeSnapshot(NOW, []))).route).toMatchObject({ page: 'welcome', profileId: 'default' });
  });

  it('the dashboard is shown of the first profile that is signed in', () => {
    expect(after(snapshot(withDemo)).route).toMatchObject({ page: 'dashboard', profileId: 'demo' });
  });

  it('a store that cannot be read is shown as such, not as a welcome', () => {
    const locked = makeSnapshot(NOW, [makeEmptyProfile(NOW, { storage: 'locked' })]);
    expect(after(snapshot(locked)).route?.page).toBe('dashboard');
  });

  it('opening is replaced by the result', () => {
    expect(after(snapshot(opening)).route?.page).toBe('dashboard');
    expect(after(snapshot(opening), snapshot(nobody)).route?.page).toBe('welcome');
    expect(after(snapshot(opening), snapshot(main)).route?.page).toBe('dashboard');
  });

  it('a sign-in from elsewhere replaces the welcome', () => {
    expect(after(snapshot(nobody), snapshot(withDemo)).route).toMatchObject({ page: 'dashboard', profileId: 'demo' });
  });

  it('the card of a profile stays when it is signed out', () => {
    expect(after(snapshot(main), snapshot(nobody)).route?.page).toBe('dashboard');
  });
});

describe('when the person has gone somewhere', () => {
  it('no snapshot replaces the page', () => {
    const typing = after(snapshot(nobody), { kind: 'go', page: 'password' }, snapshot(withDemo));
    expect(typing.route).toMatchObject({ page: 'password', profileId: 'default' });
    expect(typing.snapshot).toBe(withDemo);
  });
});

describe('on the welcome that the person has come back to', () => {
  const back: AppEvent = { kind: 'go', page: 'welcome' };
  const hedge = { id: 'hedge', name: 'hedge' };
  const ended = makeProfile(NOW, { session: 'needs-sign-in' });
  const hedgeIn = makeProfile(NOW, hedge);
  const two = (first: typeof ended) => makeSnapshot(NOW, [first, hedgeIn]);

  it.each([
    ['the first sign-in of all', nobody, main, 'default'],
    ['the demo', nobody, withDemo, 'demo'],
    ['a first sign-in to its account', two(makeEmptyProfile(NOW)), two(makeProfile(NOW)), 'default'],
    ['signing in again', two(ended), two(makeProfile(NOW)), 'default'],
  ] as const)('%s, made elsewhere, leads to its dashboard', (_words, before, next, profileId) => {
    const settings: AppEvent = { kind: 'go', page: 'settings', profileId: 'default' };
    expect(after(snapshot(before), settings, back, snapshot(next)).route).toMatchObject({
      page: 'dashboard',
      profileId,
    });
  });

  it.each([
    ['a pause', two(ended), two({ ...ended, session: 'paused' })],
    ['a refresh of an account that is well', main, main],
    ['another account', two(makeEmptyProfile(NOW)), two(makeEmptyProfile(NOW, { storage: 'locked' }))],
  ] as const)('%s takes it away from nobody', (_words, before, next) => {
    const settings: AppEvent = { kind: 'go', page: 'settings', profileId: 'default' };
    expect(after(snapshot(before), settings, back, snapshot(next)).route?.page).toBe('welcome');
  });
});

describe('when the tray asks for a page', () => {
  it('the page is shown for the profile it names', () => {
    expect(after(snapshot(withDemo), request({ page: 'sign-in', profileId: 'default' })).route).toMatchObject({
      page: 'welcome',
      profileId: 'default',
    });
    expect(after(snapshot(main), request({ page: 'back-up' })).route).toMatchObject({
      page: 'back-up',
      profileId: 'default',
    });
  });

  it('a real sign-in never goes into the demo profile', () => {
    expect(after(snapshot(withDemo), request({ page: 'sign-in' })).route).toMatchObject({
      page: 'welcome',
      profileId: 'default',
    });
  });

  it('a request that comes before the first snapshot is kept', () => {
    expect(after(request({ page: 'settings' }), snapshot(main)).route?.page).toBe('settings');
  });

  it('the dashboard is the welcome while nobody is signed in', () => {
    expect(after(snapshot(nobody), request({ page: 'settings' }), request({ page: 'dashboard' })).route?.page).toBe(
      'welcome',
    );
  });
});

describe('the way back', () => {
  const route = (page: 'settings' | 'password' | 'welcome' | 'dashboard' | 'store' | 'passphrase') => ({
    page,
    profileId: 'default',
    isAutomatic: false,
  });

  it('leads to the page above', () => {
    expect(parentOf(route('password'), main)).toBe('welcome');
    expect(parentOf(route('settings'), main)).toBe('dashboard');
    expect(parentOf(route('settings'), nobody)).toBe('welcome');
    expect(parentOf(route('store'), main)).toBe('dashboard');
    expect(parentOf(route('passphrase'), main)).toBe('dashboard');
    expect(parentOf(route('welcome'), main)).toBe('dashboard');
  });

  it('from the place of an account leads to the settings only if the person came from there', () => {
    const fromSettings = after(snapshot(main), { kind: 'go', page: 'settings' }, { kind: 'go', page: 'store' });
    expect(fromSettings.route && parentOf(fromSettings.route, main)).toBe('settings');
    const byMenu = nextAppState(fromSettings, { kind: 'request', request: { page: 'store', profileId: 'default' } });
    expect(byMenu.route && parentOf(byMenu.route, main)).toBe('dashboard');
    const further = nextAppState(fromSettings, { kind: 'go', page: 'passphrase' });
    expect(further.route && parentOf(further.route, main)).toBe('dashboard');
  });

  it('ends at the top', () => {
    expect(parentOf(route('welcome'), nobody)).toBeUndefined();
    expect(parentOf(route('dashboard'), main)).toBeUndefined();
  });
});

describe('with several accounts', () => {
  const two = makeSnapshot(NOW, [makeEmptyProfile(NOW), makeEmptyProfile(NOW, { id: 'hedge', name: 'hedge' })]);
  const onlyHedge = makeSnapshot(NOW, [
    makeProfile(NOW, { id: 'hedge', name: 'hedge' }),
    makeProfile(NOW, { id: 'demo' }),
  ]);

  it('the way back from a sign-in leads to the cards, also when nobody is signed in', () => {
    const state = after(snapshot(two), { kind: 'go', page: 'welcome', profileId: 'hedge' });
    expect(state.route?.profileId).toBe('hedge');
    expect(state.route && parentOf(state.route, two)).toBe('dashboard');
    expect(state.route && parentOf(state.route, nobody)).toBeUndefined();
    expect(state.route && parentOf({ ...state.route, page: 'add-profile' }, two)).toBe('dashboard');
  });

  it('the card of a removed one is replaced by another', () => {
    const state = after(snapshot(two), { kind: 'go', page: 'dashboard', profileId: 'hedge' }, snapshot(nobody));
    expect(state.route).toEqual({ page: 'dashboard', profileId: 'default', isAutomatic: false });
    const elsewhere = after(snapshot(two), { kind: 'go', page: 'settings', profileId: 'hedge' }, snapshot(nobody));
    expect(elsewhere.route?.page).toBe('settings');
  });

  it('a real sign-in asked for at the demo goes into the first of the others, whatever its id', () => {
    const state = after(snapshot(onlyHedge), { kind: 'go', page: 'dashboard', profileId: 'demo' });
    expect(nextAppState(state, { kind: 'go', page: 'welcome' }).route?.profileId).toBe('hedge');
  });
});
