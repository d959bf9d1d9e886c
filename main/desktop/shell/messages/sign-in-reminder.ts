// Shows a desktop notification when a sign-in ends soon: once per end time. It is replaced when the end time changes, and closed when the sign-in no longer ends soon or
// the user switches reminders off. Not shown during a pause, nor again after a restart within a day. Gets snapshots from open-shell.ts; Electron's notifications are
// behind a port; the reminders that were shown are stored in the preferences.
import type { Clock } from '../../../core/ports/clock';
import type { ProfileStatus, Snapshot } from '../../../../preload/contract/schemas';
import { dayTime, type LocaleChoice } from '../../../core/status/clock-time';
import { describeTimeLeft } from '../../../core/status/time-left';
import { noticeTitle } from './notice-words';

/** A notification's content; never a secret. */
export interface DesktopNote {
  readonly title: string;
  readonly body: string;
  readonly onClick: () => void;
  /** A button, if the desktop supports buttons. */
  readonly action?: { readonly label: string; readonly onPress: () => void };
}

/** The desktop's notifications. Where there are none, nothing happens. */
export interface DesktopNotifier {
  /** Shows a notification; replaces an earlier one with the same key. */
  show(key: string, note: DesktopNote): void;
  /** Replaces the notification with this key if it is still shown. */
  renew(key: string, note: DesktopNote): void;
  /** Closes the notification with this key if it is still shown. */
  close(key: string): void;
}

/** By profile id: the announced end time, and when it was announced (both epoch milliseconds). */
export type ToldSignInEnds = Readonly<Record<string, { readonly endsAtMs: number; readonly toldAtMs: number }>>;

export interface SignInReminderOptions {
  readonly notifier: DesktopNotifier;
  readonly told: { read(): ToldSignInEnds; set(told: ToldSignInEnds): void };
  readonly clock: Clock;
  /** Opens the sign-in page for the profile. */
  readonly openSignIn: (profileId: string) => void;
  readonly locale?: LocaleChoice;
}

const DAY_MS = 86_400_000;
/** End times closer together than this are the same: only the clock offset was measured again. */
const SAME_END_MS = 60_000;

/** Call `update` with each snapshot. */
export function createSignInReminder(options: SignInReminderOptions): { update(snapshot: Snapshot): void } {
  const { notifier, told, clock } = options;
  /** End times by profile id that need no reminder any more, including those of an earlier run. */
  const handled = new Map<string, { readonly endsAtMs: number; readonly name: string }>();

  const remind = (profile: ProfileStatus, endsAtMs: number, ending: readonly string[]): void => {
    const nowMs = clock.nowMs();
    const before = told.read()[profile.id];
    const sinceMs = before && isSame(before.endsAtMs, endsAtMs) ? nowMs - before.toldAtMs : Infinity;
    if (sinceMs >= 0 && sinceMs < DAY_MS) return;
    const others = Object.entries(told.read()).filter(([id]) => ending.includes(id));
    told.set({ ...Object.fromEntries(others), [profile.id]: { endsAtMs, toldAtMs: nowMs } });
    notifier.show(profile.id, noteOf(profile, endsAtMs));
  };
  const noteOf = (profile: ProfileStatus, endsAtMs: number): DesktopNote => ({
    title: noticeTitle(profile, `signed in until ${dayTime(endsAtMs, clock.nowMs(), options.locale)}`),
    body: `That is ${describeTimeLeft(endsAtMs - clock.nowMs()).text} from now. Sign in again before then and nothing stops.`,
    onClick: () => options.openSignIn(profile.id),
  });

  return {
    update({ profiles, preferences, isPaused }) {
      const isOn = preferences.notifications.signInEnds;
      const ending = profiles.filter(({ isSignInEnding }) => isSignInEnding && isOn);
      const ids = ending.map(({ id }) => id);
      for (const id of [...handled.keys()].filter((known) => !ids.includes(known))) {
        handled.delete(id);
        notifier.close(id);
      }
      if (isPaused) return;
      for (const profile of ending) {
        const { id, name, signInEndsAtMs: endsAtMs } = profile;
        if (endsAtMs === undefined) continue;
        const before = handled.get(id);
        const isKnown = isSame(before?.endsAtMs, endsAtMs);
        if (isKnown && before?.name === name) continue;
        handled.set(id, { endsAtMs, name });
        if (isKnown) notifier.renew(id, noteOf(profile, endsAtMs));
        else remind(profile, endsAtMs, ids);
      }
    },
  };
}

function isSame(a: number | undefined, b: number): boolean {
  return a !== undefined && Math.abs(a - b) < SAME_END_MS;
}
