// What the ring shows: the remaining part of the access token's lifetime, the position of the next refresh, and the text in its middle. Pure.
// The ring is full when the token is received and empties clockwise, starting at the top. Used by the dashboard and the list of profiles.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { shortDuration } from '../text/duration';
import type { Tone } from '../text/facet-words';

/** Fractions are of the whole turn, clockwise from the top. */
export interface RingModel {
  /** 1 when just received, 0 when expired. */
  readonly leftFraction: number;
  /** Position of the next refresh; absent when none is planned before the token expires. */
  readonly refreshFraction: number | undefined;
  readonly tone: Tone;
  /** A dashed track: there is no countdown. */
  readonly isDashed: boolean;
  /** The text in the middle: "12 min", "expired". */
  readonly value: string;
  readonly caption: string;
}

/** Whether the last refresh failed, but a later one may succeed. */
export function isFailing(session: ProfileStatus['session']): boolean {
  return ['offline', 'held-up', 'server-trouble', 'asked-to-wait', 'refused-once'].includes(session);
}

/** Whether the list shows a countdown; otherwise it shows the headline's shape. */
export function isCountedDown({ headline }: ProfileStatus): boolean {
  return ['good', 'due', 'refreshing', 'expiring'].includes(headline.kind);
}

/** The ring of a profile at `nowMs`. */
export function ringModel(profile: ProfileStatus, nowMs: number): RingModel {
  const tone = ringTone(profile);
  if (profile.token === 'none') return emptyRing(profile, tone);
  const { expiresAtMs } = profile;
  if (expiresAtMs === undefined) {
    return {
      leftFraction: 0,
      refreshFraction: undefined,
      tone,
      isDashed: true,
      value: 'unknown',
      caption: 'time left',
    };
  }
  const leftMs = expiresAtMs - nowMs;
  const caption = profile.session === 'refreshing' ? 'refreshing' : 'access token';
  if (leftMs <= 0) {
    return { leftFraction: 0, refreshFraction: undefined, tone: 'bad', isDashed: false, value: 'expired', caption };
  }
  const lifetimeMs = wholeLifetimeMs(profile, expiresAtMs) ?? leftMs;
  const startMs = expiresAtMs - lifetimeMs;
  return {
    leftFraction: clamp(leftMs / lifetimeMs),
    refreshFraction: refreshFraction(nextRefreshMs(profile), startMs, lifetimeMs),
    tone,
    isDashed: false,
    value: shortDuration(leftMs),
    caption,
  };
}

function emptyRing(profile: ProfileStatus, tone: Tone): RingModel {
  const empty = { leftFraction: 0, refreshFraction: undefined, tone, isDashed: true };
  switch (profile.storage) {
    case 'opening':
      return { ...empty, value: 'opening', caption: 'one moment' };
    case 'saved':
      return { ...empty, value: 'signed out', caption: 'no tokens' };
    case 'locked':
      return { ...empty, value: 'locked', caption: profile.place.noun };
    case 'corrupt':
      return { ...empty, value: 'damaged', caption: 'saved sign-in' };
    default:
      return { ...empty, value: 'unknown', caption: 'saved tokens' };
  }
}

/** The more serious of token and session. The storage does not affect how long a token works. */
function ringTone({ token, session, storage }: ProfileStatus): Tone {
  if (token === 'none') return storage === 'corrupt' ? 'bad' : 'idle';
  if (token === 'expired' || session === 'needs-sign-in' || session === 'needs-browser') return 'bad';
  if (session === 'paused') return 'idle';
  if (token === 'expiring' || token === 'unknown-expiry') return 'attention';
  if (isFailing(session)) return 'attention';
  return 'good';
}

/** When the next refresh is planned, epoch milliseconds; `undefined` when none is. */
export function nextRefreshMs({ session, refreshDueAtMs, nextTryAtMs }: ProfileStatus): number | undefined {
  if (['needs-sign-in', 'needs-browser', 'paused'].includes(session)) return undefined;
  return isFailing(session) ? (nextTryAtMs ?? refreshDueAtMs) : refreshDueAtMs;
}

function wholeLifetimeMs(profile: ProfileStatus, expiresAtMs: number): number | undefined {
  if (profile.lifetimeMs !== undefined && profile.lifetimeMs > 0) return profile.lifetimeMs;
  const { receivedAtMs } = profile;
  return receivedAtMs !== undefined && receivedAtMs < expiresAtMs ? expiresAtMs - receivedAtMs : undefined;
}

function refreshFraction(dueAtMs: number | undefined, startMs: number, lifetimeMs: number): number | undefined {
  if (dueAtMs === undefined) return undefined;
  const fraction = (dueAtMs - startMs) / lifetimeMs;
  return fraction > 0 && fraction < 1 ? fraction : undefined;
}

function clamp(fraction: number): number {
  return Math.min(1, Math.max(0, fraction));
}
