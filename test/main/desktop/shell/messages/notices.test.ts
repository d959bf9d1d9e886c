import { describe, expect, it } from 'vitest';
import type { NoticeKind } from '../../../../../main/desktop/shell/messages/notices';
import type { Preferences } from '../../../../../preload/contract/preferences-schema';
import { FAKE_START_MS } from '../../../../support/fakes/clock/fake-clock';
import { makeTrayProfile } from '../../../../support/make-tray-snapshot';
import { type NoticeState as State, NoticeStory as Story } from '../../../../support/notice-story';

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
    const story = new Story()
      .is(GOOD)
      .wait(MINUTE)
      .is(state)
      .wait(waitMs - 1);
    expect(story.told).toEqual([]);
    story.wait(1);
    expect([story.told, story.heldMs]).toEqual([[kind], waitMs]);
    expect(story.wait(4 * MINUTE).told).toEqual([kind]);
  });

  it.each<[State, NoticeKind]>([
    [BROWSER, 'browser-check'],
    [ENDED, 'signed-out'],
    [{ ...ENDED, signInEndsAtMs: FAKE_START_MS + 9 * MINUTE }, 'signed-out'],
    [{ ...ENDED, token: 'expired' }, 'signed-out'],
    [{ ...ENDED, storage: 'unsaved' }, 'signed-out'],
    [{ ...BROWSER, token: 'expired', storage: 'unsaved' }, 'browser-check'],
  ])('%j at once as %s, also at the start', (state, kind) => {
    expect(new Story().is(state).told).toEqual([kind]);
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
    const story = new Story().is(state).wait(60 * MINUTE);
    expect([story.told, story.nextLookInMs]).toEqual([[], undefined]);
  });

  it('of an account on a simulator, if the whole run uses one', () => {
    const profile = makeTrayProfile({ ...BROWSER, isSimulator: true });
    expect(new Story().are([profile], { simulatorOrigin: 'http://127.0.0.1:4000' }).told).toEqual(['browser-check']);
  });

  it.each<[string, State]>([
    ['the network comes back after a sleep or start', EXPIRED],
    ['the token is refreshed at the start', { session: 'refreshing', token: 'expired' }],
    ['the keychain was busy', UNSAVED],
    ['a sign-in at its end is tried once more', { ...ENDED, signInEndsAtMs: FAKE_START_MS }],
  ])('not when it is over within a minute: %s', (_name, state) => {
    expect(
      new Story()
        .is(state)
        .wait(59 * SECOND)
        .is(GOOD)
        .wait(60 * MINUTE).told,
    ).toEqual([]);
  });

  it('counts from the first failure, whatever fails then and how often it is tried', () => {
    const story = new Story().is(OFFLINE);
    for (let minute = 0; minute < 4; minute++) {
      story
        .wait(55 * SECOND)
        .is({ session: 'refreshing' })
        .wait(5 * SECOND)
        .is({ session: 'server-trouble' });
    }
    expect(story.told).toEqual([]);
    expect(story.wait(MINUTE).told).toEqual(['trouble']);
  });

  it('counts from the start after a refresh that worked', () => {
    const story = new Story()
      .is(OFFLINE)
      .wait(4 * MINUTE)
      .is(GOOD)
      .wait(SECOND)
      .is(OFFLINE)
      .wait(4 * MINUTE);
    expect(story.told).toEqual([]);
  });

  it('waits for a refresh in flight, which may end it', () => {
    const story = new Story()
      .is(OFFLINE)
      .wait(4 * MINUTE)
      .is({ session: 'refreshing' })
      .wait(2 * MINUTE);
    expect(story.told).toEqual([]);
    expect(story.is(OFFLINE).told).toEqual(['trouble']);
  });

  it('keeps "not saved" over a look at the place', () => {
    const story = new Story()
      .is(UNSAVED)
      .wait(50 * SECOND)
      .is({ storage: 'opening' })
      .wait(SECOND)
      .is(UNSAVED);
    expect(story.wait(9 * SECOND).told).toEqual(['unsaved']);
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
    const story = new Story();
    for (const state of states) story.is(state).wait(6 * MINUTE);
    expect(story.told).toEqual(kinds);
    expect(story.onScreen).toBe(kinds.at(-1));
  });

  it('each account has its own', () => {
    const two = [makeTrayProfile(BROWSER), makeTrayProfile({ ...ENDED, id: 'hedge', name: 'hedge' })];
    expect(new Story().are(two).told).toEqual(['browser-check', 'signed-out']);
  });

  it('disappears silently when the person signs out or removes the account', () => {
    const story = new Story().is(BROWSER).is({ token: 'none' });
    expect(story.onScreen).toBeUndefined();
    expect(story.is(GOOD).told).toEqual(['browser-check']);
    expect(story.is(ENDED).are([]).onScreen).toBeUndefined();
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
    const story = new Story()
      .is(state)
      .wait(5 * MINUTE)
      .is(GOOD);
    expect([story.told, story.onScreen]).toEqual([[kind, 'back-to-normal'], 'back-to-normal']);
    expect(story.wait(10 * SECOND - 1).onScreen).toBe('back-to-normal');
    expect(story.wait(1).onScreen).toBeUndefined();
    expect(story.nextLookInMs).toBeUndefined();
    expect(story.is(OFFLINE).is(GOOD).told).toEqual([kind, 'back-to-normal']);
  });

  it('waits until the new tokens are refreshed and saved; until then the notice stays', () => {
    const story = new Story().is(BROWSER).is({ session: 'refreshing' });
    expect(story.onScreen).toBe('browser-check');
    expect(story.is({ storage: 'opening' }).onScreen).toBe('browser-check');
    expect(story.is(GOOD).onScreen).toBe('back-to-normal');
  });

  it('waits while something else is wrong; a notice that is no longer true is closed at once', () => {
    const story = new Story().is(BROWSER).is(OFFLINE);
    expect(story.onScreen).toBeUndefined();
    expect(story.wait(MINUTE).is(GOOD).told).toEqual(['browser-check', 'back-to-normal']);
  });

  it('is replaced by a new problem', () => {
    const story = new Story().is(BROWSER).is(GOOD).wait(SECOND).is(ENDED).wait(MINUTE);
    expect([story.told.at(-1), story.onScreen]).toEqual(['signed-out', 'signed-out']);
  });
});

describe('while everything is paused', () => {
  it.each<[State, NoticeKind, number]>([
    [{ ...ENDED, isPaused: true }, 'signed-out', 0],
    [{ session: 'paused', storage: 'unsaved', isPaused: true }, 'unsaved', MINUTE],
    [{ ...BROWSER, storage: 'unsaved', isPaused: true }, 'unsaved', MINUTE],
  ])('what may be lost is reported: %j', (state, kind, waitMs) => {
    expect(new Story().is(state).wait(waitMs).told).toEqual([kind]);
  });

  it.each<[State]>([[OFFLINE], [EXPIRED], [BROWSER]])(
    'a notice of %j is closed, and its end is not reported',
    (state) => {
      const story = new Story()
        .is(state)
        .wait(5 * MINUTE)
        .is({ session: 'paused', isPaused: true });
      expect([story.told.length, story.onScreen]).toEqual([1, undefined]);
      expect(story.is(GOOD).told).toHaveLength(1);
    },
  );

  it('the five minutes count from the start after it', () => {
    const story = new Story()
      .is(OFFLINE)
      .wait(4 * MINUTE)
      .is({ session: 'paused', isPaused: true })
      .is(OFFLINE);
    expect(story.wait(4 * MINUTE).told).toEqual([]);
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
    const story = new Story()
      .turn(name, false)
      .is(state)
      .wait(60 * MINUTE)
      .is(GOOD);
    expect(story.told).toEqual([]);
  });

  it('that is turned off closes what it has shown, and its end is not reported', () => {
    const story = new Story().is(BROWSER).turn('browserCheck', false);
    expect(story.onScreen).toBeUndefined();
    expect(story.is(GOOD).told).toEqual(['browser-check']);
  });

  it('that is turned on again shows what still holds', () => {
    const story = new Story().turn('browserCheck', false).is(BROWSER).turn('browserCheck', true);
    expect(story.told).toEqual(['browser-check']);
  });

  it('that is off lets the next less serious notice be shown', () => {
    const story = new Story().turn('browserCheck', false).is({ ...BROWSER, storage: 'unsaved' });
    expect(story.wait(MINUTE).told).toEqual(['unsaved']);
  });

  it('"backToNormal" that is off only closes the notice', () => {
    const story = new Story().turn('backToNormal', false).is(BROWSER).is(GOOD);
    expect([story.told, story.onScreen]).toEqual([['browser-check'], undefined]);
    expect(story.turn('backToNormal', true).told).toEqual(['browser-check']);
  });
});
