// Decides which notices about accounts are on the desktop: at most one per account, the most serious state that has lasted long enough; a newer notice replaces it.
// Pure: computes from a snapshot, the monotonic time and the previous state what changes now and when to decide again.
// notice-presenter.ts shows it, notice-words.ts has the text. sign-in-reminder.ts handles sign-ins that end soon.
import type { Preferences } from '../../../../preload/contract/preferences-schema';
import type { ProfileStatus, Snapshot } from '../../../../preload/contract/schemas';

/** What a notice is about. */
export type NoticeKind = 'signed-out' | 'browser-check' | 'expired' | 'unsaved' | 'trouble' | 'back-to-normal';

/** A state whose duration is tracked. */
type Followed = 'signed-out' | 'browser-check' | 'unsaved' | 'trouble';

/** The notice of one account. */
interface ShownNotice {
  readonly kind: NoticeKind;
  /** When it was shown, by the monotonic clock. */
  readonly atMs: number;
  /** The account's name at that time. */
  readonly name: string;
}

/**
 * What is kept about an account between decisions. Times are monotonic, so that a change of the wall clock does not
 * change durations.
 */
export interface FollowedProfile {
  readonly sinceMs: Readonly<Partial<Record<Followed, number>>>;
  /** The last notice whose state still holds, even if the user has closed it. */
  readonly shown?: ShownNotice;
  /** Whether a problem was announced whose end has not been announced yet. */
  readonly owesEnd?: true;
}

/** By profile id. */
export type FollowedProfiles = ReadonlyMap<string, FollowedProfile>;

/** `heldMs`: how long the state has lasted. `renew`: only the text changes; a notice that the user closed stays closed. */
export type NoticeChange =
  | { readonly type: 'show' | 'renew'; readonly profileId: string; readonly kind: NoticeKind; readonly heldMs: number }
  | { readonly type: 'close'; readonly profileId: string };

export interface NoticeDecision {
  readonly followed: FollowedProfiles;
  readonly changes: readonly NoticeChange[];
  /** Absent when only a new snapshot can change something. */
  readonly nextLookInMs?: number;
}

/** The current time by both clocks, in milliseconds. */
export interface NoticeTimes {
  readonly nowMs: number;
  readonly monotonicMs: number;
}

const MINUTE_MS = 60_000;
const TROUBLE_MS = 5 * MINUTE_MS;
const GOOD_NEWS_MS = 10_000;

const SWITCHES: Readonly<Record<NoticeKind, keyof Preferences['notifications']>> = {
  'signed-out': 'signedOut',
  'browser-check': 'browserCheck',
  expired: 'trouble',
  unsaved: 'unsaved',
  trouble: 'trouble',
  'back-to-normal': 'backToNormal',
};

const FAILING: readonly ProfileStatus['session'][] = [
  'held-up',
  'offline',
  'server-trouble',
  'asked-to-wait',
  'refused-once',
];

/** Decides for this moment. */
export function decideNotices(snapshot: Snapshot, times: NoticeTimes, before: FollowedProfiles): NoticeDecision {
  const followed = new Map<string, FollowedProfile>();
  const changes: NoticeChange[] = [];
  const looksAtMs: number[] = [];
  for (const profile of snapshot.profiles.filter((each) => isFollowed(each, snapshot))) {
    const former = before.get(profile.id) ?? { sinceMs: {} };
    const sinceMs = sinceWhen(profile, snapshot.isPaused, times.monotonicMs, former.sinceMs);
    const candidates = candidatesOf(profile, sinceMs, times, former.shown?.kind).filter(({ kind }) =>
      isOn(kind, snapshot),
    );
    const next: FollowedProfile = {
      sinceMs,
      ...nextNotice(profile, snapshot, times.monotonicMs, former, candidates, sinceMs),
    };
    const shown = next.shown && { ...next.shown, name: profile.name };
    followed.set(profile.id, { ...next, ...(shown && { shown }) });
    if (shown && (next.shown !== former.shown || next.shown.name !== profile.name)) {
      const state = followedFor(shown.kind);
      const heldMs = state === undefined ? 0 : times.monotonicMs - (sinceMs[state] ?? times.monotonicMs);
      const type = next.shown === former.shown ? 'renew' : 'show';
      changes.push({ type, profileId: profile.id, kind: shown.kind, heldMs });
    } else if (!shown && former.shown) changes.push({ type: 'close', profileId: profile.id });
    looksAtMs.push(...candidates.map(({ dueAtMs }) => dueAtMs));
    if (shown?.kind === 'back-to-normal') looksAtMs.push(shown.atMs + GOOD_NEWS_MS);
  }
  for (const [profileId, { shown }] of before) {
    if (shown && !followed.has(profileId)) changes.push({ type: 'close', profileId });
  }
  const ahead = looksAtMs.map((atMs) => atMs - times.monotonicMs).filter((inMs) => inMs > 0);
  return { followed, changes, ...(ahead.length === 0 ? {} : { nextLookInMs: Math.min(...ahead) }) };
}

/** The demo account is in memory for one run and has nothing to lose, so it gets no notices. */
function isFollowed({ token, isSimulator }: ProfileStatus, { simulatorOrigin }: Snapshot): boolean {
  return token !== 'none' && !(isSimulator && simulatorOrigin === undefined);
}

/** Whether a state holds; `undefined`: unchanged, because it is being checked. */
function holds(state: Followed, { token, session, storage }: ProfileStatus, isPaused: boolean): boolean | undefined {
  switch (state) {
    case 'signed-out':
      return session === 'needs-sign-in';
    case 'browser-check':
      return session === 'needs-browser' && !isPaused;
    case 'unsaved':
      return storage === 'opening' ? undefined : storage === 'unsaved';
    case 'trouble':
      if (isPaused || session === 'needs-sign-in' || session === 'needs-browser') return false;
      if (FAILING.includes(session) || isInBuffer(token)) return true;
      return session === 'refreshing' ? undefined : false;
  }
}

function sinceWhen(
  profile: ProfileStatus,
  isPaused: boolean,
  nowMs: number,
  before: FollowedProfile['sinceMs'],
): FollowedProfile['sinceMs'] {
  const since: Partial<Record<Followed, number>> = {};
  for (const state of ['signed-out', 'browser-check', 'unsaved', 'trouble'] as const) {
    const former = before[state];
    const isSo = holds(state, profile, isPaused) ?? former !== undefined;
    if (isSo) since[state] = former ?? nowMs;
  }
  return since;
}

interface Candidate {
  readonly kind: NoticeKind;
  readonly dueAtMs: number;
}

/** Possible notices and how long their state must last, most serious first, in the order of the headline table. */
function candidatesOf(
  profile: ProfileStatus,
  sinceMs: FollowedProfile['sinceMs'],
  { nowMs }: NoticeTimes,
  shown: NoticeKind | undefined,
): readonly Candidate[] {
  const { token, session, signInEndsAtMs = Infinity } = profile;
  const after = (kind: NoticeKind, atMs: number | undefined, waitMs: number): Candidate[] =>
    atMs === undefined ? [] : [{ kind, dueAtMs: atMs + waitMs }];
  // A retry is in progress and may succeed. A notice that is already shown stays.
  const isReported = shown === 'expired' || shown === 'trouble';
  const troubleSinceMs = session === 'refreshing' && !isReported ? undefined : sinceMs.trouble;
  const isOver = token === 'expired';
  return [
    // A sign-in past its own end is still tried once, because this computer's clock may be wrong.
    ...after('signed-out', sinceMs['signed-out'], nowMs >= signInEndsAtMs ? MINUTE_MS : 0),
    ...after('browser-check', sinceMs['browser-check'], 0),
    // After a start or wake-up the network gets a minute to come back.
    ...after('expired', isOver ? troubleSinceMs : undefined, MINUTE_MS),
    ...after('unsaved', sinceMs.unsaved, MINUTE_MS),
    ...after('trouble', isOver ? undefined : troubleSinceMs, isInBuffer(token) ? MINUTE_MS : TROUBLE_MS),
  ];
}

function nextNotice(
  profile: ProfileStatus,
  snapshot: Snapshot,
  nowMs: number,
  former: FollowedProfile,
  candidates: readonly Candidate[],
  sinceMs: FollowedProfile['sinceMs'],
): Omit<FollowedProfile, 'sinceMs'> {
  const { shown } = former;
  const { name } = profile;
  const owed = former.owesEnd ? { owesEnd: true as const } : {};
  const due = candidates.find(({ dueAtMs }) => dueAtMs <= nowMs);
  if (due) return { shown: due.kind === shown?.kind ? shown : { kind: due.kind, atMs: nowMs, name }, owesEnd: true };
  if (shown?.kind === 'back-to-normal') return nowMs < shown.atMs + GOOD_NEWS_MS ? { shown, ...owed } : {};
  // If the user has switched the kind off or paused everything, its end is not announced either.
  if (shown && !isOn(shown.kind, snapshot)) return {};
  const state = shown && followedFor(shown.kind);
  if (shown && state && sinceMs[state] !== undefined) return { shown, ...owed };
  if (snapshot.isPaused) return {};
  if (shown && isUndecided(profile)) return { shown, ...owed };
  if (!isNormal(profile)) return owed;
  return former.owesEnd && isOn('back-to-normal', snapshot)
    ? { shown: { kind: 'back-to-normal', atMs: nowMs, name } }
    : {};
}

function followedFor(kind: NoticeKind): Followed | undefined {
  if (kind === 'back-to-normal') return undefined;
  return kind === 'expired' ? 'trouble' : kind;
}

function isOn(kind: NoticeKind, { preferences }: Snapshot): boolean {
  return preferences.notifications[SWITCHES[kind]];
}

function isInBuffer(token: ProfileStatus['token']): boolean {
  return token === 'expiring' || token === 'expired';
}

function isUndecided({ session, storage }: ProfileStatus): boolean {
  return session === 'refreshing' || storage === 'opening';
}

function isNormal({ session, storage, token }: ProfileStatus): boolean {
  return session === 'ok' && storage === 'saved' && !isInBuffer(token);
}
