// What the activity is made of: entries in words, how a refresh went, and for how long there was a valid access token. Types, and what tells them apart.

/** What an entry is about; the log can be narrowed to one of these. */
export const ACTIVITY_KINDS = ['refresh', 'sign-in', 'token', 'place', 'app'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** A refresh that Axiom was asked for, or could not be. The `atMs` of its entry: when it had ended. */
export interface KeptRefresh {
  readonly durationMs: number;
  readonly host?: string | undefined;
  /** Absent after a success. */
  readonly failureCode?: string | undefined;
  /** Whether something on the way answered in Axiom's place. */
  readonly isFromElsewhere?: boolean | undefined;
}

/** One event in words for the person; never a secret. `atMs`: epoch milliseconds by the local clock. */
export interface Activity {
  readonly atMs: number;
  readonly kind: ActivityKind;
  /** Absent where it is about all of them, or the app. */
  readonly profileId?: string | undefined;
  readonly text: string;
  readonly isProblem?: true | undefined;
  /** The profile is a new one: what is older and bears its id is of one that was removed. */
  readonly isBeginning?: true | undefined;
  readonly refresh?: KeptRefresh | undefined;
}

/** A while in which a profile was watched. */
export interface ValidSpan {
  readonly atMs: number;
  readonly profileId: string;
  /** How long it was watched from `atMs` on. */
  readonly watchedMs: number;
  /** For how long of that, from its beginning, there was a valid access token. */
  readonly validMs: number;
}

export type ActivityLine = Activity | ValidSpan;

export function isEntry(line: ActivityLine): line is Activity {
  return 'text' in line;
}

/** The entry without what the window does not show. */
export function entryAlone({
  refresh: _refresh,
  isBeginning: _isBeginning,
  ...entry
}: Activity): Omit<Activity, 'refresh' | 'isBeginning'> {
  return entry;
}
