import { describe, expect, it } from 'vitest';
import type { NoticeKind } from '../../../../../main/desktop/shell/messages/notices';
import type { Preferences } from '../../../../../preload/contract/preferences-schema';
import { FAKE_START_MS } from '../../../../support/fakes/clock/fake-clock';
import { makeTrayProfile } from '../../../../support/make-tray-snapshot';
import { type NoticeState as State, NoticeTimeline as Timeline } from '../../../../support/notice-timeline';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const GOOD: State = {};
const OFFLINE: State = { session: 'offline' };
const BROWSER: State = { session: 'needs-browser' };
const ENDED: State = { session: 'needs-sign-in' };
const UNSAVED: State = { storage: 'unsaved' };
const EXPIRED: State = { session: 'offline', token: 'expired' };

describe('a state is reported once it has held for long enough', () => {
  it.each<[State, number, NoticeKind]>([
    [OFFLINE, 5 * MINUTE, 'trouble'],
    [{ session: 'held-up' }, 5 * MINUTE, 'trouble'],
    [{ session: 'server-trouble' }, 5 * MINUTE, 'trouble'],
    [{ session: 'asked-to-wait' }, 5 * MINUTE, 'trouble'],
    [{ session: 'refused-once' }, 5 * MINUTE, 'trouble'],
    [{ session: 'offline', token: 'expiring' }, MINUTE, 'trouble'],
    [{ token: 'expiring' }, MINUTE, 'trouble'],
    [{ token: 'expired' }, MINUTE, 'expired'],
    [EXPIRED, MINUTE, 'expired'],
    [UNSAVED, MINUTE, 'unsaved'],
    [{ storage: 'unsaved', session: 'offline' }, MINUTE, 'unsaved'],
    [{ signInEndsAtMs: FAKE_START_MS, session: 'needs-sign-in' }, MINUTE, 'signed-out'],
  ])('%j after %d ms as %s', (state, waitMs, kind) => {
    const timeline = new Timeline()
      .is(GOOD)
      .wait(MINUTE)
      .is(state)
      .wait(waitMs - 1);
    expect(timeline.shown).toEqual([]);
    timeline.wait(1);
    expect([timeline.shown, timeline.heldMs]).toEqual([[kind], waitMs]);
    expect(timeline.wait(4 * MINUTE).shown).toEqual([kind]);
  });

  it.each<[State, NoticeKind]>([
    [BROWSER, 'browser-check'],
    [ENDED, 'signed-out'],
    [{ ...ENDED, signInEndsAtMs: FAKE_START_MS + 9 * MINUTE }, 'signed-out'],
    [{ ...ENDED, token: 'expired' }, 'signed-out'],
    [{ ...ENDED, storage: 'unsaved' }, 'signed-out'],
    [{ ...BROWSER, token: 'expired', storage: 'unsaved' }, 'browser-check'],
  ])('%j at once as %s, also at the start', (state, kind) => {
    expect(new Timeline().is(state).shown).toEqual([kind]);
  });

  it.each<[string, State]>([
    ['good', GOOD],
    ['a refresh is due', { token: 'due' }],
    ['refreshing', { session: 'refreshing' }],
    ['expiry unknown', { token: 'unknown-expiry' }],
    ['signed out by the person', { token: 'none', session: 'needs-sign-in', storage: 'unsaved' }],
    ['locked', { storage: 'locked' }],
    ['damaged', { token: 'none', storage: 'corrupt' }],
    ['paused', { session: 'paused', isPaused: true }],
    ['run out while paused', { session: 'paused', token: 'expired', isPaused: true }],
    ['a browser check while paused', { ...BROWSER, isPaused: true }],
    ['trouble in the demo', { ...EXPIRED, id: 'demo', isSimulator: true }],
    ['the demo signed out', { ...ENDED, id: 'demo', isSimulator: true }],
  ])('never: %s', (_name, state) => {
    const timeline = new Timeline().is(state).wait(60 * MINUTE);
    expect([timeline.shown, timeline.nextLookInMs]).toEqual([[], undefined]);
  });

  it('of an account on a simulator, if the whole run uses one', () => {
    const profile = makeTrayProfile({ ...BROWSER, isSimulator: true });
    expect(new Timeline().are([profile], { simulatorOrigin: 'http://127.0.0.1:4000' }).shown).toEqual([
      'browser-check',
    ]);
  });

  it.each<[string, State]>([
    ['the network comes back after a sleep or start', EXPIRED],
    ['the token is refreshed at the start', { session: 'refreshing', token: 'expired' }],
    ['the keychain was busy', UNSAVED],
    ['a sign-in at its end is tried once more', { ...ENDED, signInEndsAtMs: FAKE_START_MS }],
  ])('not when it is over within a minute: %s', (_name, state) => {
    expect(
      new Timeline()
        .is(state)
        .wait(59 * SECOND)
        .is(GOOD)
        .wait(60 * MINUTE).shown,
    ).toEqual([]);
  });

  it('counts from the first failure, whatever fails then and how often it is tried', () => {
    const timeline = new Timeline().is(OFFLINE);
    for (let minute = 0; minute < 4; minute++) {
      timeline
        .wait(55 * SECOND)
        .is({ session: 'refreshing' })
        .wait(5 * SECOND)
        .is({ session: 'server-trouble' });
    }
    expect(timeline.shown).toEqual([]);
    expect(timeline.wait(MINUTE).shown).toEqual(['trouble']);
  });

  it('counts from the start after a refresh that worked', () => {
    const timeline = new Timeline()
      .is(OFFLINE)
      .wait(4 * MINUTE)
      .is(GOOD)
      .wait(SECOND)
      .is(OFFLINE)
      .wait(4 * MINUTE);
    expect(timeline.shown).toEqual([]);
  });

  it('waits for a refresh in flight, which may end it', () => {
    const timeline = new Timeline()
      .is(OFFLINE)
      .wait(4 * MINUTE)
      .is({ session: 'refreshing' })
      .wait(2 * MINUTE);
    expect(timeline.shown).toEqual([]);
    expect(timeline.is(OFFLINE).shown).toEqual(['trouble']);
  });

  it('keeps "not saved" over a look at the place', () => {
    const timeline = new Timeline()
      .is(UNSAVED)
      .wait(50 * SECOND)
      .is({ storage: 'opening' })
      .wait(SECOND)
      .is(UNSAVED);
    expect(timeline.wait(9 * SECOND).shown).toEqual(['unsaved']);
  });
});

describe('there is one notice for each account, and a newer one replaces it', () => {
  it.each<[string, readonly State[], readonly NoticeKind[]]>([
    ['trouble, then the token runs out', [OFFLINE, EXPIRED], ['trouble', 'expired']],
    ['trouble, then a browser check', [OFFLINE, BROWSER], ['trouble', 'browser-check']],
    ['browser check, then signed out', [BROWSER, ENDED], ['browser-check', 'signed-out']],
    ['not saved, then run out, too', [UNSAVED, { ...EXPIRED, storage: 'unsaved' }], ['unsaved', 'expired']],
    ['run out, then only not saved', [EXPIRED, UNSAVED], ['expired', 'unsaved']],
    ['the worst of two stays', [BROWSER, { ...BROWSER, storage: 'unsaved' }], ['browser-check']],
    ['another failure of the same trouble', [OFFLINE, { session: 'server-trouble' }], ['trouble']],
    ['a try that is under way', [EXPIRED, { session: 'refreshing', token: 'expired' }, EXPIRED], ['expired']],
    [
      'a try that is under way while nothing is saved',
      [
        { ...EXPIRED, storage: 'unsaved' },
        { session: 'refreshing', token: 'expired', storage: 'unsaved' },
      ],
      ['expired'],
    ],
  ])('%s', (_name, states, kinds) => {
    const timeline = new Timeline();
    for (const state of states) timeline.is(state).wait(6 * MINUTE);
    expect(timeline.shown).toEqual(kinds);
    expect(timeline.onScreen).toBe(kinds.at(-1));
  });

  it('each account has its own', () => {
    const two = [makeTrayProfile(BROWSER), makeTrayProfile({ ...ENDED, id: 'hedge', name: 'hedge' })];
    expect(new Timeline().are(two).shown).toEqual(['browser-check', 'signed-out']);
  });

  it('disappears silently when the person signs out or removes the account', () => {
    const timeline = new Timeline().is(BROWSER).is({ token: 'none' });
    expect(timeline.onScreen).toBeUndefined();
    expect(timeline.is(GOOD).shown).toEqual(['browser-check']);
    expect(timeline.is(ENDED).are([]).onScreen).toBeUndefined();
  });
});

describe('"back to normal"', () => {
  it.each<[State, NoticeKind]>([
    [OFFLINE, 'trouble'],
    [EXPIRED, 'expired'],
    [UNSAVED, 'unsaved'],
    [BROWSER, 'browser-check'],
    [ENDED, 'signed-out'],
  ])('replaces the notice of %j, and goes by itself', (state, kind) => {
    const timeline = new Timeline()
      .is(state)
      .wait(5 * MINUTE)
      .is(GOOD);
    expect([timeline.shown, timeline.onScreen]).toEqual([[kind, 'back-to-normal'], 'back-to-normal']);
    expect(timeline.wait(10 * SECOND - 1).onScreen).toBe('back-to-normal');
    expect(timeline.wait(1).onScreen).toBeUndefined();
    expect(timeline.nextLookInMs).toBeUndefined();
    expect(timeline.is(OFFLINE).is(GOOD).shown).toEqual([kind, 'back-to-normal']);
  });

  it('waits until the new tokens are refreshed and saved; until then the notice stays', () => {
    const timeline = new Timeline().is(BROWSER).is({ session: 'refreshing' });
    expect(timeline.onScreen).toBe('browser-check');
    expect(timeline.is({ storage: 'opening' }).onScreen).toBe('browser-check');
    expect(timeline.is(GOOD).onScreen).toBe('back-to-normal');
  });

  it('waits while something else is wrong; a notice that is no longer true is closed at once', () => {
    const timeline = new Timeline().is(BROWSER).is(OFFLINE);
    expect(timeline.onScreen).toBeUndefined();
    expect(timeline.wait(MINUTE).is(GOOD).shown).toEqual(['browser-check', 'back-to-normal']);
  });

  it('is replaced by a new problem', () => {
    const timeline = new Timeline().is(BROWSER).is(GOOD).wait(SECOND).is(ENDED).wait(MINUTE);
    expect([timeline.shown.at(-1), timeline.onScreen]).toEqual(['signed-out', 'signed-out']);
  });
});

describe('while everything is paused', () => {
  it.each<[State, NoticeKind, number]>([
    [{ ...ENDED, isPaused: true }, 'signed-out', 0],
    [{ session: 'paused', storage: 'unsaved', isPaused: true }, 'unsaved', MINUTE],
    [{ ...BROWSER, storage: 'unsaved', isPaused: true }, 'unsaved', MINUTE],
  ])('what may be lost is reported: %j', (state, kind, waitMs) => {
    expect(new Timeline().is(state).wait(waitMs).shown).toEqual([kind]);
  });

  it.each<[State]>([[OFFLINE], [EXPIRED], [BROWSER]])(
    'a notice of %j is closed, and its end is not reported',
    (state) => {
      const timeline = new Timeline()
        .is(state)
        .wait(5 * MINUTE)
        .is({ session: 'paused', isPaused: true });
      expect([timeline.shown.length, timeline.onScreen]).toEqual([1, undefined]);
      expect(timeline.is(GOOD).shown).toHaveLength(1);
    },
  );

  it('the five minutes count from the start after it', () => {
    const timeline = new Timeline()
      .is(OFFLINE)
      .wait(4 * MINUTE)
      .is({ session: 'paused', isPaused: true })
      .is(OFFLINE);
    expect(timeline.wait(4 * MINUTE).shown).toEqual([]);
  });
});

describe('a switch', () => {
  it.each<[keyof Preferences['notifications'], State]>([
    ['trouble', OFFLINE],
    ['trouble', EXPIRED],
    ['signedOut', { ...ENDED, token: 'expired' }],
    ['browserCheck', { ...BROWSER, token: 'expired' }],
    ['unsaved', UNSAVED],
  ])('"%s" that is off shows none of %j, nor that it is over', (name, state) => {
    const timeline = new Timeline()
      .turn(name, false)
      .is(state)
      .wait(60 * MINUTE)
      .is(GOOD);
    expect(timeline.shown).toEqual([]);
  });

  it('that is turned off closes what it has shown, and its end is not reported', () => {
    const timeline = new Timeline().is(BROWSER).turn('browserCheck', false);
    expect(timeline.onScreen).toBeUndefined();
    expect(timeline.is(GOOD).shown).toEqual(['browser-check']);
  });

  it('that is turned on again shows what still holds', () => {
    const timeline = new Timeline().turn('browserCheck', false).is(BROWSER).turn('browserCheck', true);
    expect(timeline.shown).toEqual(['browser-check']);
  });

  it('that is off lets the next less serious notice be shown', () => {
    const timeline = new Timeline().turn('browserCheck', false).is({ ...BROWSER, storage: 'unsaved' });
    expect(timeline.wait(MINUTE).shown).toEqual(['unsaved']);
  });

  it('"backToNormal" that is off only closes the notice', () => {
    const timeline = new Timeline().turn('backToNormal', false).is(BROWSER).is(GOOD);
    expect([timeline.shown, timeline.onScreen]).toEqual([['browser-check'], undefined]);
    expect(timeline.turn('backToNormal', true).shown).toEqual(['browser-check']);
  });
});
