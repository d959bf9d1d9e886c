// The facts beside the ring, each with a main text and a quieter one. Pure; used by the status card.
import type { ProfileStatus } from '../../preload/contract/schemas';
import type { DateTexts } from '../text/date-texts';
import { longDuration } from '../text/duration';
import { nextRefreshMs } from './ring-model';
import { verdict } from './verdict-model';

/** One line: "Expires", "14:32:10", "in 12 min 04 s". */
export interface Fact {
  readonly name: 'Expires' | 'Refreshes' | 'Sign-in valid until' | 'Kept in' | 'Axiom said';
  readonly sure: string;
  readonly following: string | undefined;
}

/** The five facts of a profile at `nowMs`. */
export function factModel(profile: ProfileStatus, nowMs: number, dates: DateTexts): readonly Fact[] {
  return [
    { name: 'Expires', ...expires(profile, nowMs, dates) },
    { name: 'Refreshes', ...refreshes(profile, nowMs, dates) },
    { name: 'Sign-in valid until', ...signInEnds(profile, nowMs, dates) },
    { name: 'Kept in', ...keptIn(profile) },
    { name: 'Axiom said', ...verdict(profile, nowMs, dates) },
  ];
}

type Pair = Pick<Fact, 'sure' | 'following'>;

function keptIn({ storage, storePlace, place }: ProfileStatus): Pair {
  if (storage !== 'unsaved') return { sure: storePlace, following: place.note };
  return { sure: 'Memory only', following: `not yet in ${place.inSentence ?? storePlace}` };
}

function expires({ expiresAtMs, opaqueTokens }: ProfileStatus, nowMs: number, dates: DateTexts): Pair {
  if (expiresAtMs === undefined) return unknownEnd(opaqueTokens?.includes('access'));
  return { sure: dates.exactMoment(expiresAtMs, nowMs), following: fromNow(expiresAtMs, nowMs) };
}

function refreshes(profile: ProfileStatus, nowMs: number, dates: DateTexts): Pair {
  if (profile.session === 'refreshing') return { sure: 'Now', following: undefined };
  if (profile.session === 'needs-sign-in') return { sure: 'No more', following: 'a new sign-in is needed' };
  if (profile.session === 'needs-browser') return { sure: 'Waiting', following: 'for the browser check' };
  if (profile.session === 'paused') return { sure: 'Paused', following: undefined };
  const nextAtMs = nextRefreshMs(profile);
  if (nextAtMs === undefined) return { sure: 'Not planned', following: undefined };
  // Not "in 0 s", which would be confusing.
  if (nextAtMs <= nowMs + 1000) return { sure: 'Any moment', following: 'by itself' };
  return { sure: dates.exactMoment(nextAtMs, nowMs), following: `in ${longDuration(nextAtMs - nowMs)}` };
}

function unknownEnd(isOpaque = false): Pair {
  return { sure: 'Unknown', following: isOpaque ? 'not a JWT' : 'not in the token' };
}

function signInEnds({ session, signInEndsAtMs, opaqueTokens }: ProfileStatus, nowMs: number, dates: DateTexts): Pair {
  if (session === 'needs-sign-in' && (signInEndsAtMs === undefined || signInEndsAtMs > nowMs)) {
    return { sure: 'Ended', following: 'earlier than expected' };
  }
  if (signInEndsAtMs === undefined) return unknownEnd(opaqueTokens?.includes('refresh'));
  const sure = dates.moment(signInEndsAtMs, nowMs);
  return { sure, following: signInEndsAtMs <= nowMs ? 'over' : longDuration(signInEndsAtMs - nowMs) };
}

function fromNow(atMs: number, nowMs: number): string {
  return atMs > nowMs ? `in ${longDuration(atMs - nowMs)}` : `${longDuration(nowMs - atMs)} ago`;
}
