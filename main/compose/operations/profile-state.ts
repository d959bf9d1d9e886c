// The state of one account for `status`: token, session and storage, the headline in words, and the times. Reads no secret.
import { formatRfc3339 } from '../../core/base/rfc3339';
import type { Profile } from '../../core/profiles/profile';
import { shownState } from '../../core/profiles/profile-headline';
import { problemOf } from '../../core/profiles/profile-problem';
import { clockTime } from '../../core/status/clock-time';
import { filledLabel } from '../../core/status/filled-label';
import { forecastSignIn } from '../../core/status/sign-in-forecast';
import { shownAccount } from '../../core/tokens/shown-account';
import { remedyForPrograms } from '../../handout/error-answer';
import type { ProfileState } from '../../handout/protocol';
import { defaultProfileId } from './chosen-profile';
import type { OperationsWorld } from './operation-parts';
import { wordedRemedy } from './worded-failures';

/** A time in JSON: RFC 3339 in UTC; `null` when not known. */
export function timeText(atMs: number | undefined): string | null {
  return atMs === undefined ? null : (formatRfc3339(atMs) ?? null);
}

/** Whole seconds from now until `atMs`, by the server's time; 0 for a time in the past. */
export function secondsLeft(atMs: number | undefined, serverNowMs: number): number | null {
  return atMs === undefined ? null : Math.max(0, Math.floor((atMs - serverNowMs) / 1000));
}

/** What Axiom last answered about the sign-in, for `status --check`; see {@link profileState}. */
export interface Verdict {
  readonly checkedAtMs: number | undefined;
  readonly words: string;
}

/** The states in the order of `profiles`. */
export function profileStates(world: OperationsWorld, profiles: readonly Profile[]): readonly ProfileState[] {
  const defaultId = defaultProfileId(world);
  return profiles.map((profile) => profileState(world, profile, profile.id === defaultId));
}

export function profileState(
  world: OperationsWorld,
  profile: Profile,
  isDefault: boolean,
  verdict?: Verdict,
): ProfileState {
  const { manager, refresher, store } = profile;
  const shown = shownState(profile);
  const tokens = manager.getTokens();
  const [serverNowMs, offsetMs, nowMs] = [manager.serverNowMs(), manager.serverOffsetMs, world.clock.nowMs()];
  const local = (serverMs: number | undefined): number | undefined =>
    serverMs === undefined ? undefined : serverMs - offsetMs;
  const nextMs = refresher.nextRefreshAtMs;
  const label = filledLabel(
    shown.headline.label,
    { expiresAtMs: local(tokens?.expiresAtMs), nextTryAtMs: refresher.failure ? nextMs : undefined },
    nowMs,
    world.locale,
  );
  const { problem } = problemOf(profile, shown.session);
  const attempt = refresher.history.attempts.filter(({ isUnsent }) => !isUnsent).at(-1);
  return {
    id: profile.id,
    name: profile.name,
    is_default: isDefault,
    account: shownAccount(tokens?.accountId) ?? null,
    origin: manager.origin,
    place: 'path' in store ? store.path : manager.place.store.place,
    token: shown.token,
    session: shown.session,
    storage: shown.storage,
    headline: shown.aside === undefined ? label : `${label}, ${shown.aside.line}`,
    expires_at: timeText(tokens?.expiresAtMs),
    expires_in: secondsLeft(tokens?.expiresAtMs, serverNowMs),
    // A command line without the app makes no automatic refresh.
    next_refresh_at: world.source === 'standalone' || nextMs === undefined ? null : timeText(nextMs + offsetMs),
    session_ends_at: tokens === undefined ? null : timeText(forecastSignIn(tokens, serverNowMs)?.endsAtMs),
    last_refresh: attempt
      ? {
          at: timeText(attempt.atMs) ?? '',
          ms: Math.round(attempt.durationMs),
          result: attempt.failureCode ?? 'ok',
        }
      : null,
    last_error: problem
      ? {
          code: problem.code,
          message: problem.message,
          hint: wordedRemedy(
            remedyForPrograms(problem.remedy),
            { source: world.source, call: 'status', waitMs: refresher.failure && untilMs(nextMs, nowMs) },
            'state',
          ),
        }
      : null,
    consumers: consumersOf(world, profile.id),
    checked_at: timeText(verdict?.checkedAtMs),
    verdict: verdict?.words ?? null,
  };
}

function untilMs(atMs: number | undefined, nowMs: number): number | undefined {
  return atMs === undefined || atMs <= nowMs ? undefined : atMs - nowMs;
}

/** How many programs are allowed. 0 if the consents cannot be read, because the gate then refuses every program. */
function consumersOf({ handout }: OperationsWorld, profileId: string): number {
  try {
    const allowed = handout.consents.list(profileId).filter(({ decision }) => decision === 'allow');
    return new Set(allowed.map(({ programId }) => programId)).size;
  } catch {
    return 0;
  }
}

/** What Axiom last answered about the sign-in, as a sentence. */
export function verdictOf(world: OperationsWorld, profile: Profile, isFresh: boolean): Verdict {
  const { refresher, manager } = profile;
  const nowMs = world.clock.nowMs();
  const at = (atMs: number): string => `at ${clockTime(atMs, nowMs, world.locale)}`;
  const tokens = manager.getTokens();
  if (!tokens) {
    const isKnown = manager.storageFacet === 'saved';
    const words = isKnown ? 'Axiom was not asked: there are no tokens' : 'Axiom was not asked: no tokens could be read';
    return { checkedAtMs: undefined, words };
  }
  const { answer, isUnreachedSince } = refresher.history.lastAnswer;
  if (answer === undefined) {
    const cameMs = tokens.receivedAtMs - manager.serverOffsetMs;
    if (isFresh)
      return { checkedAtMs: cameMs, words: `Axiom issued these tokens ${at(cameMs)}; not asked again so soon` };
    const why = isUnreachedSince ? 'Axiom could not be reached' : 'Axiom was not asked';
    return { checkedAtMs: undefined, words: why };
  }
  const words = `${SAID[answer.kind]} ${at(answer.atMs)}${isUnreachedSince ? '; not reached since' : ''}`;
  return { checkedAtMs: answer.atMs, words };
}

const SAID = {
  accepted: 'Axiom accepted a refresh',
  refused: 'Axiom refused the refresh once',
  'refused-again': 'Axiom refused the refresh again',
  'asked-to-wait': 'Axiom asked to wait',
  'wants-browser-check': 'Axiom wants a browser check',
  error: 'Axiom answered with an error',
} as const;
