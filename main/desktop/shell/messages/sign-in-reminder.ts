// Reminds on the desktop that a sign-in ends soon: once for each end, replaced by a later one, taken away when it is settled, and not again after a
// restart within a day. Fed with snapshots; Electron's notifications are behind a port, what was said is kept in the preferences.
import type { Clock } from '../../../core/ports/clock';
import type { ProfileStatus, Snapshot } from '../../../../preload/contract/schemas';
import type { LocaleChoice } from '../words/status-line';
import { describeTimeLeft } from '../words/time-left';

/** What a notification says; never a secret. */
export interface DesktopNote {
  readonly title: string;
  readonly body: string;
  readonly onClick: () => void;
}

/** The desktop's notifications. Where there are none, nothing happens. */
export interface DesktopNotifier {
  /** Shows a note in place of the former one of that key. */
  show(key: string, note: DesktopNote): void;
  /** Takes the note of that key away, if it is still there. */
  close(key: string): void;
}

/** Which sign-in end was told of when, by profile. */
export type ToldSignInEnds = Readonly<Record<string, { readonly endsAtMs: number; readonly toldAtMs: number }>>;

export interface SignInReminderOptions {
  readonly notifier: DesktopNotifier;
  readonly told: { read(): ToldSignInEnds; keep(told: ToldSignInEnds): void };
  readonly clock: Clock;
  /** Opens the window where the profile is signed in again. */
  readonly openSignIn: (profileId: string) => void;
  readonly locale?: LocaleChoice;
}

const DAY_MS = 86_400_000;
/** The same end, though the clocks were measured anew in between. */
const SAME_END_MS = 60_000;

/** Starts with nothing shown; call `update` with each snapshot. */
export function createSignInReminder(options: SignInReminderOptions): { update(snapshot: Snapshot): void } {
  const { notifier, told, clock } = options;
  /** The ends that this run has seen, whether it told of them or the former run had. */
  const seen = new Map<string, number>();

  const remind = (profile: ProfileStatus, endsAtMs: number, ending: readonly string[]): void => {
    const nowMs = clock.nowMs();
    const before = told.read()[profile.id];
    const sinceMs = before && isSame(before.endsAtMs, endsAtMs) ? nowMs - before.toldAtMs : Infinity;
    if (sinceMs >= 0 && sinceMs < DAY_MS) return;
    const others = Object.entries(told.read()).filter(([id]) => ending.includes(id));
    told.keep({ ...Object.fromEntries(others), [profile.id]: { endsAtMs, toldAtMs: nowMs } });
    notifier.show(profile.id, {
      title: `${profile.name}: signed in until ${inWords(endsAtMs, options.locale)}`,
      body: `That is ${describeTimeLeft(endsAtMs - nowMs).text} from now. Sign in again before then and nothing stops.`,
      onClick: () => options.openSignIn(profile.id),
    });
  };

  return {
    update({ profiles }) {
      const ending = profiles.filter(({ isSignInEnding }) => isSignInEnding);
      const ids = ending.map(({ id }) => id);
      for (const id of [...seen.keys()].filter((known) => !ids.includes(known))) {
        seen.delete(id);
        notifier.close(id);
      }
      for (const profile of ending) {
        const { id, signInEndsAtMs } = profile;
        if (signInEndsAtMs === undefined || isSame(seen.get(id), signInEndsAtMs)) continue;
        seen.set(id, signInEndsAtMs);
        remind(profile, signInEndsAtMs, ids);
      }
    },
  };
}

function isSame(a: number | undefined, b: number): boolean {
  return a !== undefined && Math.abs(a - b) < SAME_END_MS;
}

function inWords(atMs: number, { locale, timeZone }: LocaleChoice = {}): string {
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  return format.format(atMs);
}
