// One account over time, for tests of the desktop's notices: each step is a state, and what is on the desktop after it. Time passes as the presenter's
// timer lets it.
import { decideNotices, type FollowedProfiles, type NoticeKind } from '../../main/desktop/shell/messages/notices';
import type { Preferences } from '../../preload/contract/preferences-schema';
import type { ProfileStatus, Snapshot } from '../../preload/contract/schemas';
import { FAKE_START_MS } from './fakes/clock/fake-clock';
import { DEFAULT_PREFERENCES } from './make-snapshot';
import { makeTrayProfile, makeTraySnapshot } from './make-tray-snapshot';

/** How the account differs from a healthy one, and whether everything is paused. */
export type NoticeState = Partial<ProfileStatus> & { readonly isPaused?: boolean };

/** Begins with nothing told. */
export class NoticeStory {
  #nowMs = 5_000;
  #followed: FollowedProfiles = new Map();
  #snapshot: Snapshot = makeTraySnapshot([]);
  #preferences: Preferences = DEFAULT_PREFERENCES;
  /** What is on the desktop. */
  onScreen: NoticeKind | undefined;
  /** Everything that was ever shown. */
  readonly told: NoticeKind[] = [];
  heldMs: number | undefined;
  nextLookInMs: number | undefined;

  /** The account changes. */
  is({ isPaused = false, ...change }: NoticeState): this {
    return this.are([makeTrayProfile(change)], { isPaused });
  }

  are(profiles: readonly ProfileStatus[], change: Partial<Snapshot> = {}): this {
    this.#snapshot = makeTraySnapshot(profiles, { isPaused: false, preferences: this.#preferences, ...change });
    return this.#look();
  }

  /** Time passes; it is looked only when a look was asked for, as the timer does it. */
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
      if (change.type === 'show') this.told.push(change.kind);
      if (change.type === 'show') this.heldMs = change.heldMs;
    }
    return this;
  }
}
