// Makes the snapshot for window and tray from the profiles of the core. The only place that converts server time to this computer's time for display.
// It must not read secrets: only times, names and states.
import { shownEntry } from '../../core/activity/activity-entry';
import type { ActivityLog } from '../../core/activity/activity-log';
import { isWrongClock, lifetimeMs, refreshDueAtMs } from '../../core/tokens/expiry-policy';
import { facetInWords } from '../../core/status/headline';
import type { Headline } from '../../core/status/headline-table';
import type { ProfileIndex, UnknownEntry } from '../../core/ports/profile-index';
import { PLACE_KINDS, type PlaceKind, placeOf } from '../../core/ports/token-places';
import { opaqueOnes } from '../../core/tokens/auth-tokens';
import { shownAccount } from '../../core/tokens/shown-account';
import { canComeBack } from '../../core/tokens/replaced-pair';
import type { Profile } from '../../core/profiles/profile';
import { shownState } from '../../core/profiles/profile-headline';
import { problemOf, toFailure } from '../../core/profiles/profile-problem';
import type { ProfileRegistry } from '../../core/profiles/profile-registry';
import { forecastSignIn } from '../../core/status/sign-in-forecast';
import type { TokenManager } from '../../core/storage/token-manager';
import type { Place } from '../../../preload/contract/place-schema';
import type { PauseState } from '../../handout/handout-state';
import { plainReason } from '../../handout/plain-reason';
import type { Preferences } from '../../../preload/contract/preferences-schema';
import type { ProfileStatus, ReplacedCopy, Snapshot, UnknownEntryStatus } from '../../../preload/contract/schemas';

/** The sources of a snapshot besides the profiles. */
export interface SnapshotSources {
  readonly registry: ProfileRegistry;
  readonly index: Pick<ProfileIndex, 'trouble' | 'unknownEntries'>;
  readonly pause: () => Pick<PauseState, 'isPaused' | 'reason'>;
  readonly activity: ActivityLog;
  readonly preferences: () => Preferences;
  readonly version: string;
  /** The message once the app's files on the disk were replaced. */
  readonly replacedCopy: () => ReplacedCopy | undefined;
  /** The locale for times. */
  readonly timeLocale: string;
  readonly simulatorOrigin: string | undefined;
  readonly realAccountRefusal: string | undefined;
  readonly isDemoRunning: () => boolean;
  readonly hasEnvironmentTokens: boolean;
}

/** The snapshot of the current state. */
export function toSnapshot(sources: SnapshotSources): Snapshot {
  const { theme, clearClipboardAfterSeconds, staysInTray, notifications } = sources.preferences();
  const { trouble } = sources.index;
  const { activity } = sources;
  const replacedCopy = sources.replacedCopy();
  const pause = sources.pause();
  const pauseReason = pause.isPaused ? plainReason(pause.reason) : undefined;
  return {
    version: sources.version,
    ...(replacedCopy === undefined ? {} : { replacedCopy }),
    timeLocale: sources.timeLocale,
    profiles: sources.registry.list().map((profile) => toProfileStatus(profile, sources)),
    unknownEntries: sources.index.unknownEntries().map(toUnknownEntryStatus),
    ...(trouble === undefined ? {} : { indexTrouble: toFailure(trouble) }),
    places: PLACE_KINDS.map(toPlace),
    isPaused: pause.isPaused,
    ...(pauseReason === undefined ? {} : { pauseReason }),
    ...(sources.simulatorOrigin === undefined ? {} : { simulatorOrigin: sources.simulatorOrigin }),
    ...(sources.realAccountRefusal === undefined ? {} : { realAccountRefusal: sources.realAccountRefusal }),
    isDemoRunning: sources.isDemoRunning(),
    hasEnvironmentTokens: sources.hasEnvironmentTokens,
    preferences: { theme, clearClipboardAfterSeconds, staysInTray, notifications: knownSwitches(notifications) },
    ...(activity.trouble === undefined ? {} : { activityTrouble: toFailure(activity.trouble) }),
    activity: activity.list().map(shownEntry),
  };
}

function toProfileStatus(profile: Profile, { simulatorOrigin, pause }: SnapshotSources): ProfileStatus {
  const { manager, refresher } = profile;
  const record = manager.getRecord();
  const { token, session, storage, headline, aside, isNetworkPage } = shownState(profile);
  const { isEmptied, isOpenToOthers, isSafe } = manager.storage;
  const problem = problemOf(profile, session);
  const opaque = record ? opaqueOnes(record.tokens) : [];
  const accountId = shownAccount(record?.tokens.accountId);
  // An attempt that was never sent appears in the activity only.
  const lastAttempt = refresher.history.attempts.filter(({ isUnsent }) => !isUnsent).at(-1);
  return {
    id: profile.id,
    name: profile.name,
    ...(record?.email === undefined ? {} : { email: record.email }),
    ...(accountId === undefined ? {} : { accountId }),
    isSimulator: simulatorOrigin !== undefined || profile.isDemo,
    headline: offerResume(headline, pause().isPaused),
    ...(aside === undefined ? {} : { placeAside: aside }),
    token,
    session,
    storage,
    facetWords: {
      token:
        token === 'unknown-expiry' && opaque.includes('access')
          ? { ...facetInWords(token), words: 'Not a JWT: expiry unknown' }
          : facetInWords(token),
      session: facetInWords(session, isNetworkPage),
      storage: isEmptied ? { ...facetInWords(storage), words: 'No longer saved' } : facetInWords(storage),
    },
    place: toPlace(profile.store.kind),
    storePlace: manager.place.store.place,
    ...(isOpenToOthers ? { isOpenToOthers } : {}),
    ...(storage === 'unsaved' && isSafe && !isEmptied ? { isSealed: true as const } : {}),
    ...(manager.place.store.requiredUserAction === undefined
      ? {}
      : { requiredUserAction: manager.place.store.requiredUserAction }),
    ...(opaque.length === 0 ? {} : { opaqueTokens: opaque }),
    ...times(profile, pause().isPaused),
    ...(canComeBack(manager.replaced) ? { canUndoSignIn: true } : {}),
    ...(isNetworkPage ? { isNetworkPage } : {}),
    ...problem,
    lastAnswer: refresher.history.lastAnswer,
    ...(lastAttempt === undefined ? {} : { lastAttemptAtMs: lastAttempt.atMs }),
  };
}

/** Drops switches that a newer version of the app has stored. */
function knownSwitches(stored: Preferences['notifications']): Preferences['notifications'] {
  const { trouble, signedOut, browserCheck, unsaved, signInEnds, backToNormal } = stored;
  return { trouble, signedOut, browserCheck, unsaved, signInEnds, backToNormal };
}

/** While paused a refresh would be refused, so "Resume" is offered instead. */
function offerResume(headline: Headline, isPaused: boolean): Headline {
  return isPaused && headline.action === 'refresh'
    ? { ...headline, action: 'resume', actionLabel: 'Resume' }
    : headline;
}

/** The row of the place table, without its headlines. */
function toPlace(kind: PlaceKind): Place {
  const { headlines: _, ...place } = placeOf(kind);
  return { kind, ...place };
}

function toUnknownEntryStatus({ id, name = id, reason }: UnknownEntry): UnknownEntryStatus {
  return { ...(name === undefined ? {} : { name }), reason };
}

type Times = Pick<
  ProfileStatus,
  | 'receivedAtMs'
  | 'expiresAtMs'
  | 'lifetimeMs'
  | 'refreshDueAtMs'
  | 'signInEndsAtMs'
  | 'isSignInEnding'
  | 'nextTryAtMs'
  | 'clockBehindMs'
>;

function times({ manager, refresher }: Profile, isPaused: boolean): Times {
  const tokens = manager.getTokens();
  if (!tokens) return {};
  const local = (serverMs: number): number => serverMs - manager.serverOffsetMs;
  const lifetime = lifetimeMs(tokens);
  const nextMs = refresher.nextRefreshAtMs;
  const forecast = forecastSignIn(tokens, manager.serverNowMs());
  return {
    receivedAtMs: local(tokens.receivedAtMs),
    ...(tokens.expiresAtMs === undefined ? {} : { expiresAtMs: local(tokens.expiresAtMs) }),
    ...(lifetime === undefined ? {} : { lifetimeMs: lifetime }),
    // While paused no refresh is planned, so none is shown.
    ...(isPaused
      ? {}
      : { refreshDueAtMs: refresher.failure || nextMs === undefined ? local(refreshDueAtMs(tokens)) : nextMs }),
    ...(forecast === undefined ? {} : { signInEndsAtMs: local(forecast.endsAtMs) }),
    // Once the server has refused the refresh token the sign-in is over, so the warning is pointless.
    ...(forecast?.isWarningDue && refresher.sessionFacet !== 'needs-sign-in' ? { isSignInEnding: true } : {}),
    ...(refresher.failure && nextMs !== undefined ? { nextTryAtMs: nextMs } : {}),
    ...clockBehind(manager),
  };
}

/** Only a measured difference, and only while it holds: not after the clock was corrected, and not an estimate from found tokens. */
function clockBehind(manager: TokenManager): Pick<Times, 'clockBehindMs'> {
  const { serverOffsetMs } = manager;
  const measuredMs = manager.getRecord()?.serverOffsetMs ?? 0;
  return isWrongClock(measuredMs) && isWrongClock(serverOffsetMs) ? { clockBehindMs: serverOffsetMs } : {};
}
