import { describe, expect, it } from 'vitest';
import {
  createSignInReminder,
  type DesktopNote,
  type ToldSignInEnds,
} from '../../../../../main/desktop/shell/messages/sign-in-reminder';
import type { ProfileStatus, Snapshot } from '../../../../../preload/contract/schemas';
import { FAKE_START_MS, FakeClock } from '../../../../support/fakes/clock/fake-clock';
import { DEFAULT_PREFERENCES } from '../../../../support/make-snapshot';
import { makeTrayProfile, makeTraySnapshot } from '../../../../support/make-tray-snapshot';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ENDS = FAKE_START_MS + 2 * DAY + 6 * HOUR;

const ending = (changes: Partial<ProfileStatus> = {}) =>
  makeTrayProfile({ isSignInEnding: true, signInEndsAtMs: ENDS, ...changes });

/** A desktop that shows notifications by key, and the state that outlives a run. */
class Desktop {
  readonly clock = new FakeClock();
  readonly shown = new Map<string, DesktopNote>();
  shows = 0;
  told: ToldSignInEnds = {};
  readonly opened: string[] = [];
  /** Of each snapshot. */
  change: Partial<Snapshot> = {};

  /** A run of the app; the result takes the profiles of a snapshot. */
  start() {
    this.shown.clear();
    const reminder = createSignInReminder({
      notifier: {
        show: (key, note) => {
          this.shows++;
          this.shown.set(key, note);
        },
        renew: (key, note) => void (this.shown.has(key) && this.shown.set(key, note)),
        close: (key) => this.shown.delete(key),
      },
      told: { read: () => this.told, set: (told) => (this.told = told) },
      clock: this.clock,
      openSignIn: (profileId) => this.opened.push(profileId),
      locale: { locale: 'en-GB', timeZone: 'UTC' },
    });
    return (...profiles: ProfileStatus[]) => reminder.update(makeTraySnapshot(profiles, this.change));
  }
}

describe('the reminder of a sign-in that ends', () => {
  it('says until when and leads to the sign-in of that profile', () => {
    const desktop = new Desktop();
    desktop.start()(ending(), makeTrayProfile({ id: 'hedge', name: 'hedge' }));
    expect([...desktop.shown.keys()]).toEqual(['default']);
    const note = desktop.shown.get('default');
    expect(note?.title).toBe('main: signed in until 3 Mar, 18:00');
    expect(note?.body).toBe('That is 2 days from now. Sign in again before then and nothing stops.');
    note?.onClick();
    expect(desktop.opened).toEqual(['default']);
  });

  it('uses a new name while it is shown, and does not appear again for it', () => {
    const desktop = new Desktop();
    const update = desktop.start();
    update(ending());
    update(ending({ name: 'bot' }));
    expect(desktop.shown.get('default')?.title).toBe('bot: signed in until 3 Mar, 18:00');
    desktop.shown.clear();
    update(ending({ name: 'desk' }));
    expect([desktop.shows, desktop.shown.size]).toEqual([1, 0]);
  });

  it('comes once for one end, however many snapshots there are and however the clocks are measured', async () => {
    const desktop = new Desktop();
    const update = desktop.start();
    for (let hour = 0; hour < 30; hour++) {
      update(ending({ signInEndsAtMs: ENDS + hour * 100 }));
      await desktop.clock.advance(HOUR);
    }
    expect([desktop.shows, desktop.shown.size]).toEqual([1, 1]);
  });

  it('does not come again after a restart within a day, but after that', async () => {
    const desktop = new Desktop();
    desktop.start()(ending());
    await desktop.clock.advance(23 * HOUR);
    const second = desktop.start();
    second(ending());
    expect(desktop.shows).toBe(1);
    await desktop.clock.advance(2 * HOUR);
    second(ending());
    expect(desktop.shows).toBe(1);
    desktop.start()(ending());
    expect(desktop.shows).toBe(2);
  });

  it('of another end replaces the earlier one', async () => {
    const desktop = new Desktop();
    const update = desktop.start();
    update(ending());
    await desktop.clock.advance(HOUR);
    update(ending({ signInEndsAtMs: ENDS + 30 * HOUR }));
    expect([desktop.shows, desktop.shown.get('default')?.title]).toEqual([2, 'main: signed in until 5 Mar, 00:00']);
    expect(desktop.told).toEqual({ default: { endsAtMs: ENDS + 30 * HOUR, toldAtMs: FAKE_START_MS + HOUR } });
  });

  it('is closed when the person has signed in again, and forgotten with the next sign-in', () => {
    const desktop = new Desktop();
    const update = desktop.start();
    update(ending());
    update(makeTrayProfile({ signInEndsAtMs: ENDS + 28 * DAY }));
    expect(desktop.shown.size).toBe(0);
    update(ending({ id: 'hedge', name: 'hedge' }));
    expect(Object.keys(desktop.told)).toEqual(['hedge']);
  });

  it('is reported for each profile separately', () => {
    const desktop = new Desktop();
    desktop.start()(ending(), ending({ id: 'hedge', name: 'hedge' }));
    expect([[...desktop.shown.keys()], Object.keys(desktop.told)]).toEqual([
      ['default', 'hedge'],
      ['default', 'hedge'],
    ]);
  });

  it('comes once more when the clock was set back before it was reported', () => {
    const desktop = new Desktop();
    desktop.told = { default: { endsAtMs: ENDS, toldAtMs: FAKE_START_MS + DAY } };
    desktop.start()(ending());
    expect(desktop.shows).toBe(1);
  });

  it('is not shown while it is switched off, is closed then, and appears for the next end once it is on', () => {
    const desktop = new Desktop();
    const update = desktop.start();
    update(ending());
    const notifications = { ...DEFAULT_PREFERENCES.notifications, signInEnds: false };
    desktop.change = { preferences: { ...DEFAULT_PREFERENCES, notifications } };
    update(ending());
    expect(desktop.shown.size).toBe(0);
    update(ending({ signInEndsAtMs: ENDS + DAY }));
    expect(desktop.shows).toBe(1);
    desktop.change = {};
    update(ending({ signInEndsAtMs: ENDS + DAY }));
    expect([desktop.shows, desktop.shown.size]).toEqual([2, 1]);
  });

  it('waits while everything is paused; one that is shown already stays', () => {
    const desktop = new Desktop();
    const update = desktop.start();
    update(ending());
    desktop.change = { isPaused: true };
    update(ending(), ending({ id: 'hedge', name: 'hedge' }));
    expect([...desktop.shown.keys()]).toEqual(['default']);
    desktop.change = {};
    update(ending(), ending({ id: 'hedge', name: 'hedge' }));
    expect([...desktop.shown.keys()]).toEqual(['default', 'hedge']);
  });

  it('marks a simulator', () => {
    const desktop = new Desktop();
    desktop.start()(ending({ isSimulator: true }));
    expect(desktop.shown.get('default')?.title).toBe('main: signed in until 3 Mar, 18:00 — Simulator');
  });
});
