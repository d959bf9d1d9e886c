// One account over time, for tests of desktop notices: each step is a state and the notices after it. Time passes like the presenter's
// timer.
import { decideNotices, type FollowedProfiles, type NoticeKind } from '../../main/desktop/shell/messages/notices';
import type { Preferences } from '../../preload/contract/preferences-schema';
import type { ProfileStatus, Snapshot } from '../../preload/contract/schemas';
import { FAKE_START_MS } from './fakes/clock/fake-clock';
import { DEFAULT_PREFERENCES } from './make-snapshot';
import { makeTrayProfile, makeTraySnapshot } from './make-tray-snapshot';

/** The account's difference from a healthy one, and whether everything is paused. */
export type NoticeState = Partial<ProfileStatus> & { readonly isPaused?: boolean };

/** Starts without notices. */
export class NoticeTimeline {
  #nowMs = 5_000;
  #followed: FollowedProfiles = new Map();
  #snapshot: Snapshot = makeTraySnapshot([]);
  #preferences: Preferences = DEFAULT_PREFERENCES;
  /** The notices on the desktop. */
  onScreen: NoticeKind | undefined;
  /** Everything that was ever shown. */
  readonly shown: NoticeKind[] = [];
  heldMs: number | undefined;
  nextLookInMs: number | undefined;

  /** Changes the account. */
  is({ isPaused = false, ...change }: NoticeState): this {
    return this.are([makeTrayProfile(change)], { isPaused });
  }

  are(profiles: readonly ProfileStatus[], change: Partial<Snapshot> = {}): this {
    this.#snapshot = makeTraySnapshot(profiles, { isPaused: false, preferences: this.#preferences, ...change });
    return this.#look();
  }

  /** Lets time pass; decides again only when the decision asked for it, like the timer. */
  wait(ms: number): this {
    const endMs = this.#nowMs + ms;
    while (this.nextLookInMs !== undefined && this.#nowMs + this.nextLookInMs <= endMs) {
      this.#nowMs += this.nextLookInMs;
      this.#look();
    }
    if (this.nextLookInMs !== undefined) this.nextLookInMs -= endMs - this.#nowMs;
    this.#nowMs = endMs;
    return this;
  }

  turn(name: keyof Preferences['notifications'], isOn: boolean): this {
    const notifications = { ...this.#preferences.notifications, [name]: isOn };
    this.#preferences = { ...this.#preferences, notifications };
    this.#snapshot = { ...this.#snapshot, preferences: this.#preferences };
    return this.#look();
  }

  #look(): this {
    const times = { nowMs: FAKE_START_MS + this.#nowMs, monotonicMs: this.#nowMs };
    const { followed, changes, nextLookInMs } = decideNotices(this.#snapshot, times, this.#followed);
    this.#followed = followed;
    this.nextLookInMs = nextLookInMs;
    for (const change of changes) {
      if (change.type !== 'renew') this.onScreen = change.type === 'show' ? change.kind : undefined;
      if (change.type === 'show') this.shown.push(change.kind);
      if (change.type === 'show') this.heldMs = change.heldMs;
    }
    return this;
  }
}
