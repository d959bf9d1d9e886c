// The two kinds of lines in the activity log: an entry in words, which may describe a refresh, and a span that says how long an access token was valid. Types.

/** What an entry is about; the list can be filtered by it. */
export const ACTIVITY_KINDS = ['refresh', 'sign-in', 'token', 'place', 'app'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** The outcome of a refresh request, also of one that did not reach Axiom. The `atMs` of its entry is the time at which it ended. */
export interface KeptRefresh {
  readonly durationMs: number;
  readonly host?: string | undefined;
  /** Absent after a success. */
  readonly failureCode?: string | undefined;
  /** Whether something between this computer and Axiom answered instead, such as a captive portal. */
  readonly isFromElsewhere?: boolean | undefined;
}

/** One event in words for the user; never holds a secret. `atMs`: epoch milliseconds of the local clock. */
export interface Activity {
  readonly atMs: number;
  readonly kind: ActivityKind;
  /** Absent when the entry is about all profiles or about the app. */
  readonly profileId?: string | undefined;
  readonly text: string;
  readonly isProblem?: true | undefined;
  /** The profile was added with this entry: older lines with the same id belong to a profile that was removed. */
  readonly isBeginning?: true | undefined;
  readonly refresh?: KeptRefresh | undefined;
}

/** A time span in which a profile was watched. */
export interface ValidSpan {
  readonly atMs: number;
  readonly profileId: string;
  /** The length of the span, which starts at `atMs`. */
  readonly watchedMs: number;
  /** How long, from the start of the span, the access token was valid. */
  readonly validMs: number;
}

export type ActivityLine = Activity | ValidSpan;

export function isEntry(line: ActivityLine): line is Activity {
  return 'text' in line;
}

/** The entry without the fields that the window does not show. */
export function shownEntry({
  refresh: _refresh,
  isBeginning: _isBeginning,
  ...entry
}: Activity): Omit<Activity, 'refresh' | 'isBeginning'> {
  return entry;
}
