import { describe, expect, it } from 'vitest';
import { type AppEvent, type AppState, nextAppState, startState } from '../../../renderer/state/app-state';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makeEmptyProfile, makeProfile, makeSnapshot } from '../../support/make-snapshot';

const NOW = FAKE_START_MS;
const first = makeSnapshot(NOW, [makeProfile(NOW), makeProfile(NOW, { id: 'hedge', name: 'hedge' })]);
const second = makeSnapshot(NOW, [makeProfile(NOW, { name: 'renamed' }), makeProfile(NOW, { id: 'hedge' })]);
const nobody = makeSnapshot(NOW, [makeEmptyProfile(NOW)]);

const START = startState();
const after = (...events: AppEvent[]): AppState => events.reduce(nextAppState, START);

describe('before the first snapshot', () => {
  it('there is neither a snapshot nor a page', () => {
    expect(START).toEqual({ snapshot: undefined, route: undefined, early: undefined, showsShortcuts: false });
  });

  it('a navigation of the person has no effect', () => {
    expect(after({ kind: 'go', page: 'settings' })).toBe(START);
  });

  it('only the last page that main asked for is kept, and it is shown with the snapshot', () => {
    const asked = after(
      { kind: 'request', request: { page: 'clear' } },
      { kind: 'request', request: { page: 'settings' } },
    );
    expect(asked.early).toEqual({ page: 'settings' });
    const shown = nextAppState(asked, { kind: 'snapshot', snapshot: first });
    expect(shown).toMatchObject({ snapshot: first, early: undefined, route: { page: 'settings', isAutomatic: false } });
  });
});

describe('the overview of keys', () => {
  const request = (page: 'shortcuts' | 'settings'): AppEvent => ({ kind: 'request', request: { page } });
  const typing = after({ kind: 'snapshot', snapshot: first }, { kind: 'go', page: 'back-up' });

  it('is over the page, which does not change', () => {
    const open = nextAppState(typing, request('shortcuts'));
    expect(open).toEqual({ ...typing, showsShortcuts: true });
    expect(nextAppState(open, { kind: 'snapshot', snapshot: second }).showsShortcuts).toBe(true);
    expect(nextAppState(open, { kind: 'shortcuts', isOpen: false })).toEqual(typing);
  });

  it('is replaced by a page that main asks for', () => {
    expect(after({ kind: 'snapshot', snapshot: first }, request('shortcuts'), request('settings'))).toMatchObject({
      showsShortcuts: false,
      route: { page: 'settings' },
    });
  });

  it('waits for the first snapshot, with the page that was asked for before', () => {
    const early = after(request('settings'), request('shortcuts'));
    expect(nextAppState(early, { kind: 'snapshot', snapshot: first })).toMatchObject({
      showsShortcuts: true,
      route: { page: 'settings' },
    });
  });
});

describe('after the first snapshot', () => {
  const start = after({ kind: 'snapshot', snapshot: first });

  it('the state chooses the page', () => {
    expect(start.route).toEqual({ page: 'dashboard', profileId: 'default', isAutomatic: true });
  });

  it('a newer snapshot replaces the older', () => {
    expect(nextAppState(start, { kind: 'snapshot', snapshot: second })).toMatchObject({
      snapshot: second,
      route: start.route,
    });
  });

  it('a request of main is followed at once and not kept', () => {
    const next = nextAppState(start, { kind: 'request', request: { page: 'dashboard', profileId: 'hedge' } });
    expect(next.route).toMatchObject({ page: 'dashboard', profileId: 'hedge' });
    expect(next.early).toBeUndefined();
  });

  it.each([
    ['the profile that is shown', undefined, 'default'],
    ['the profile it names', 'hedge', 'hedge'],
  ])('a step of the person is about %s', (_words, profileId, shown) => {
    const step: AppEvent = { kind: 'go', page: 'browser', ...(profileId === undefined ? {} : { profileId }) };
    expect(nextAppState(start, step)).toEqual({
      ...start,
      route: { page: 'browser', profileId: shown, isAutomatic: false },
    });
  });

  it('a navigation may name its program, and the next one names none', () => {
    const trail = nextAppState(start, { kind: 'go', page: 'trail', program: '/usr/bin/curl' });
    expect(trail.route).toMatchObject({ page: 'trail', program: '/usr/bin/curl' });
    expect(nextAppState(trail, { kind: 'go', page: 'programs' }).route).not.toHaveProperty('program');
  });

  it('the page that the person chose stays whatever a snapshot says', () => {
    const away = nextAppState(start, { kind: 'go', page: 'settings' });
    expect(nextAppState(away, { kind: 'snapshot', snapshot: nobody }).route).toBe(away.route);
  });
});
