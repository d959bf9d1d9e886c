// Makes the snapshot for window and tray from the profiles of the core. The only place where server time is converted to this computer's time
// for display. It must not read secrets: only times, names and states.
import { entryAlone } from '../../core/activity/activity-entry';
import type { ActivityLog } from '../../core/activity/activity-log';
import { isWrongClock, lifetimeMs, refreshDueAtMs } from '../../core/tokens/expiry-policy';
import {
  deriveHeadline,
  facetInWords,
  inTrouble,
  onNetworkPage,
  placeAside,
  placeTrouble,
} from '../../core/status/headline';
import type { Headline } from '../../core/status/headline-table';
import type { ProfileIndex, UnknownEntry } from '../../core/ports/profile-index';
import { PLACE_KINDS, type PlaceKind, placeOf } from '../../core/ports/token-places';
import { opaqueOnes } from '../../core/tokens/auth-tokens';
import { shownAccount } from '../../core/tokens/shown-account';
import { canComeBack } from '../../core/tokens/replaced-pair';
import type { Profile } from '../../core/profiles/profile';
import type { ProfileRegistry } from '../../core/profiles/profile-registry';
import { forecastSignIn } from '../../core/status/sign-in-forecast';
import { deriveTokenFacet } from '../../core/status/state-facets';
import type { TokenManager } from '../../core/storage/token-manager';
import type { Place } from '../../../preload/contract/place-schema';
import type { Preferences } from '../../../preload/contract/preferences-schema';
import type { ProfileStatus, ReplacedCopy, Snapshot, UnknownEntryStatus } from '../../../preload/contract/schemas';
import { problemOf, toFailure } from './present-problem';

/** What a snapshot is made from, besides the profiles. */
export interface SnapshotSources {
  readonly registry: ProfileRegistry;
  readonly index: Pick<ProfileIndex, 'trouble' | 'unknownEntries'>;
  readonly isPaused: () => boolean;
  readonly activity: ActivityLog;
  readonly preferences: () => Preferences;
  readonly version: string;
  /** What is said once the program on the disk is no longer the one that runs. */
  readonly replacedCopy: () => ReplacedCopy | undefined;
  /** How times are written. */
  readonly timeLocale: string;
  readonly simulatorOrigin: string | undefined;
  readonly realAccountRefusal: string | undefined;
  readonly isDemoRunning: () => boolean;
  readonly hasEnvironmentTokens: boolean;
}

/** The snapshot of the present state. */
export function toSnapshot(sources: SnapshotSources): Snapshot {
  const { theme, clearClipboardAfterSeconds, staysInTray, notifications } = sources.preferences();
  const { trouble } = sources.index;
  const { activity } = sources;
  const replacedCopy = sources.replacedCopy();
  return {
    version: sources.version,
    ...(replacedCopy === undefined ? {} : { replacedCopy }),
    timeLocale: sources.timeLocale,
    profiles: sources.registry.list().map((profile) => toProfileStatus(profile, sources)),
    unknownEntries: sources.index.unknownEntries().map(toUnknownEntryStatus),
    ...(trouble === undefined ? {} : { indexTrouble: toFailure(trouble) }),
    places: PLACE_KINDS.map(toPlace),
    isPaused: sources.isPaused(),
    ...(sources.simulatorOrigin === undefined ? {} : { simulatorOrigin: sources.simulatorOrigin }),
    ...(sources.realAccountRefusal === undefined ? {} : { realAccountRefusal: sources.realAccountRefusal }),
    isDemoRunning: sources.isDemoRunning(),
    hasEnvironmentTokens: sources.hasEnvironmentTokens,
    preferences: { theme, clearClipboardAfterSeconds, staysInTray, notifications: knownSwitches(notifications) },
    ...(activity.trouble === undefined ? {} : { activityTrouble: toFailure(activity.trouble) }),
    activity: activity.list().map(entryAlone),
  };
}

function toProfileStatus(profile: Profile, { simulatorOrigin, isPaused }: SnapshotSources): ProfileStatus {
  const { manager, refresher } = profile;
  const record = manager.getRecord();
  const token = deriveTokenFacet(record?.tokens, manager.serverNowMs());
  const storage = manager.storageFacet;
  const { isEmptied, isSettling, isOpenToOthers } = manager.storage;
  // A file that is perhaps only half-written is not told yet, nor the refresh that waits for it.
  const session = isSettling && refresher.sessionFacet === 'held-up' ? 'ok' : refresher.sessionFacet;
  const trouble = placeTrouble(isSettling ? undefined : manager.storageFailure, isEmptied);
  const isNetworkPage = session === 'offline' && refresher.failure?.isFromElsewhere === true;
  const headlineOf = (...[tokenFacet, sessionFacet]: [typeof token, typeof session]) =>
    inTrouble(
      deriveHeadline(tokenFacet, sessionFacet, storage, profile.store.kind, manager.place.store.requiredUserAction),
      trouble,
      profile.store.kind,
    );
  const worst = headlineOf(token, session);
  const aside = token === 'none' ? undefined : placeAside(worst, headlineOf('good', 'ok'));
  const problem = problemOf(profile, session);
  const opaque = record ? opaqueOnes(record.tokens) : [];
  const accountId = shownAccount(record?.tokens.accountId);
  // What was not sent is told by the activity.
  const lastAttempt = refresher.attempts.filter(({ isUnsent }) => !isUnsent).at(-1);
  return {
    id: profile.id,
    name: profile.name,
    ...(record?.email === undefined ? {} : { email: record.email }),
    ...(accountId === undefined ? {} : { accountId }),
    isSimulator: simulatorOrigin !== undefined || profile.isDemo,
    headline: offerResume(isNetworkPage ? onNetworkPage(worst) : worst, isPaused()),
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
    ...(manager.place.store.requiredUserAction === undefined
      ? {}
      : { requiredUserAction: manager.place.store.requiredUserAction }),
    ...(opaque.length === 0 ? {} : { opaqueTokens: opaque }),
    ...times(profile, isPaused()),
    ...(canComeBack(manager.replaced) ? { canUndoSignIn: true } : {}),
    ...(isNetworkPage ? { isNetworkPage } : {}),
    ...problem,
    lastSaid: refresher.history.lastSaid,
    ...(lastAttempt === undefined ? {} : { lastAttemptAtMs: lastAttempt.atMs }),
  };
}

/** Not those that a newer version has stored beside them. */
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

/** The row of the table of places, without its headlines. */
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
    // While paused no refresh is planned, and none is shown.
    ...(isPaused
      ? {}
      : { refreshDueAtMs: refresher.failure || nextMs === undefined ? local(refreshDueAtMs(tokens)) : nextMs }),
    ...(forecast === undefined ? {} : { signInEndsAtMs: local(forecast.endsAtMs) }),
    // After the server has refused the refresh token the sign-in has ended, so there is no warning.
    ...(forecast?.isWarningDue && refresher.sessionFacet !== 'needs-sign-in' ? { isSignInEnding: true } : {}),
    ...(refresher.failure && nextMs !== undefined ? { nextTryAtMs: nextMs } : {}),
    ...clockBehind(manager),
  };
}

/** Only what was measured is told, and only while it holds: not once the clock was set right, nor what is supposed of tokens that were found. */
function clockBehind(manager: TokenManager): Pick<Times, 'clockBehindMs'> {
  const { serverOffsetMs } = manager;
  const measuredMs = manager.getRecord()?.serverOffsetMs ?? 0;
  return isWrongClock(measuredMs) && isWrongClock(serverOffsetMs) ? { clockBehindMs: serverOffsetMs } : {};
}
