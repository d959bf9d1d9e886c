// Decides which notices about the accounts' states are on the desktop: one for each account at most, the worst that has held for long enough; a newer
// one replaces it. Pure: from a snapshot, the monotonic time and what was told before it makes what changes now and when to look again.
// notice-presenter.ts acts on it, notice-words.ts has the words. A sign-in that ends soon is sign-in-reminder.ts's.
import type { Preferences } from '../../../../preload/contract/preferences-schema';
import type { ProfileStatus, Snapshot } from '../../../../preload/contract/schemas';

/** What a notice is about. */
export type NoticeKind = 'signed-out' | 'browser-check' | 'expired' | 'unsaved' | 'trouble' | 'back-to-normal';

/** A state that is followed over time. */
type Followed = 'signed-out' | 'browser-check' | 'unsaved' | 'trouble';

/** The notice of one account. */
interface ShownNotice {
  readonly kind: NoticeKind;
  /** Since when, by the monotonic clock. */
  readonly atMs: number;
  /** What the account was called then. */
  readonly name: string;
}

/** What is kept of one account from one decision to the next. Times by the monotonic clock: one that is set makes no minutes of a moment. */
export interface FollowedProfile {
  readonly sinceMs: Readonly<Partial<Record<Followed, number>>>;
  /** The last notice while what it says holds, whether it is still on the screen or the person has taken it away. */
  readonly shown?: ShownNotice;
  /** Whether something bad was told, and not yet that it is over. */
  readonly owesEnd?: true;
}

/** By profile id. */
export type FollowedProfiles = ReadonlyMap<string, FollowedProfile>;

/** `heldMs`: for how long the state has held. `renew`: its words are others now; one that the person has taken away stays away. */
export type NoticeChange =
  | { readonly type: 'show' | 'renew'; readonly profileId: string; readonly kind: NoticeKind; readonly heldMs: number }
  | { readonly type: 'close'; readonly profileId: string };

export interface NoticeDecision {
  readonly followed: FollowedProfiles;
  readonly changes: readonly NoticeChange[];
  /** Absent when time alone changes nothing. */
  readonly nextLookInMs?: number;
}

/** The present time by both clocks, in milliseconds. */
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

/** The decision for the present moment. */
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

/** The demo account lives in memory for one run: nothing of it can be lost, so nobody is disturbed for it. */
function isFollowed({ token, isSimulator }: ProfileStatus, { simulatorOrigin }: Snapshot): boolean {
  return token !== 'none' && !(isSimulator && simulatorOrigin === undefined);
}

/** Whether a state holds; `undefined`: as before, because it is being looked at. */
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

/** What there is to tell and when it has held for long enough, worst first, as in the table of headlines. */
function candidatesOf(
  profile: ProfileStatus,
  sinceMs: FollowedProfile['sinceMs'],
  { nowMs }: NoticeTimes,
  shown: NoticeKind | undefined,
): readonly Candidate[] {
  const { token, session, signInEndsAtMs = Infinity } = profile;
  const after = (kind: NoticeKind, atMs: number | undefined, waitMs: number): Candidate[] =>
    atMs === undefined ? [] : [{ kind, dueAtMs: atMs + waitMs }];
  // One more try is under way, and may end it. What was told already stays.
  const isTold = shown === 'expired' || shown === 'trouble';
  const troubleSinceMs = session === 'refreshing' && !isTold ? undefined : sinceMs.trouble;
  const isOver = token === 'expired';
  return [
    // At its end by its own word a sign-in is still tried once: the clock of this computer may be wrong.
    ...after('signed-out', sinceMs['signed-out'], nowMs >= signInEndsAtMs ? MINUTE_MS : 0),
    ...after('browser-check', sinceMs['browser-check'], 0),
    // After a start or a sleep the first minute is for the network to come back.
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
  // What the person does not want to be told of, or has paused, has no end to be told either.
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
