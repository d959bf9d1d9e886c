// One profile's state and countdown in one line: "main: Healthy, expires in 12 min". Used for the tray's menu and tooltip.
import type { HeadlineKind } from '../../../core/status/headline-table';
import type { ProfileStatus } from '../../../../preload/contract/schemas';
import type { LocaleChoice } from '../../../core/status/clock-time';
import { filledLabel } from '../../../core/status/filled-label';
import { describeTimeLeft, type TimeLeft } from '../../../core/status/time-left';

/** The line, and when time alone next changes it; absent when never. */
export interface StatusLine {
  readonly text: string;
  /** Only the remaining time ("12 min"), while the access token is valid. */
  readonly timeLeft?: string;
  readonly changesAtMs?: number;
}

/** Headlines about the access token. After any other headline, the countdown must say "token". */
const ABOUT_THE_TOKEN: readonly HeadlineKind[] = ['good', 'due', 'refreshing', 'unsaved'];

/** The line for one profile. `style`: whether the state begins a sentence (menu) or is inside one (tooltip). */
export function describeStatus(
  profile: ProfileStatus,
  nowMs: number,
  style: 'sentence' | 'inline',
  locale: LocaleChoice = {},
): StatusLine {
  const { label, kind } = profile.headline;
  const left = timeLeftOf(profile, nowMs);
  let state = filledLabel(label, profile, nowMs, locale, left?.text ?? 'a moment');
  if (left && !/\{(?:left|until)\}/.test(label))
    state += ABOUT_THE_TOKEN.includes(kind) ? `, expires in ${left.text}` : `, token expires in ${left.text}`;
  // A worse state has the headline; the user must still see why nothing is refreshed.
  if (profile.session === 'paused' && kind !== 'paused' && kind !== 'none') state += ', paused by you';
  if (profile.placeAside) state += `, ${profile.placeAside.line}`;
  const signInLeft = signInLeftOf(profile, nowMs);
  if (signInLeft) state += `, sign-in ends in ${signInLeft.text}`;
  const words = style === 'inline' ? lowerFirst(state) : state;
  const changes = [label.includes('{until}') ? undefined : left?.changesInMs, signInLeft?.changesInMs];
  const known = changes.filter((inMs) => inMs !== undefined);
  return {
    text: `${profile.name}: ${words}${profile.isSimulator ? ' — Simulator' : ''}`,
    ...(left === undefined ? {} : { timeLeft: left.text }),
    ...(known.length === 0 ? {} : { changesAtMs: nowMs + Math.min(...known) }),
  };
}

function timeLeftOf(profile: ProfileStatus, nowMs: number): TimeLeft | undefined {
  const works = profile.token === 'good' || profile.token === 'due' || profile.token === 'expiring';
  return works && profile.expiresAtMs !== undefined ? describeTimeLeft(profile.expiresAtMs - nowMs) : undefined;
}

function signInLeftOf({ isSignInEnding, signInEndsAtMs }: ProfileStatus, nowMs: number): TimeLeft | undefined {
  return isSignInEnding && signInEndsAtMs !== undefined ? describeTimeLeft(signInEndsAtMs - nowMs) : undefined;
}

function lowerFirst(text: string): string {
  return text.startsWith('Axiom') ? text : text.charAt(0).toLowerCase() + text.slice(1);
}
