// Snapshots and profiles for tests of the window. Headlines come from the core's own table.
import { isPlaceKind, PLACE_KINDS, type PlaceKind, placeOf } from '../../main/core/ports/token-places';
import { deriveHeadline, facetInWords, onNetworkPage, placeAside } from '../../main/core/status/headline';
import type { AnswerKind } from '../../main/core/refresh/last-answer';
import type { SessionFacet, StorageFacet, TokenFacet } from '../../main/core/status/state-facets';
import type { Place } from '../../preload/contract/place-schema';
import type { BackupPreview } from '../../preload/contract/backup-preview-schema';
import type { Preferences } from '../../preload/contract/preferences-schema';
import type { RefreshStatistics } from '../../preload/contract/activity-schema';
import type { ProfileStatus, Snapshot } from '../../preload/contract/schemas';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The preferences of a first start. */
export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  clearClipboardAfterSeconds: 30,
  staysInTray: true,
  notifications: {
    trouble: true,
    signedOut: true,
    browserCheck: true,
    unsaved: true,
    signInEnds: true,
    backToNormal: true,
  },
};

/** Axiom's last answer that fits this session state. */
const SAID: Readonly<Partial<Record<SessionFacet, AnswerKind>>> = {
  'server-trouble': 'error',
  'asked-to-wait': 'asked-to-wait',
  'refused-once': 'refused',
  'needs-browser': 'wants-browser-check',
  'needs-sign-in': 'refused-again',
};

/** The change for a profile whose tokens are in a sealed file. */
export const inSealedFile = (path: string) => ({ place: makePlace('sealed-file'), storePlace: path });

/** A healthy profile with `change`: 15-minute token, 12 minutes 4 seconds left, refresh half-way. */
export function makeProfile(nowMs: number, change: Partial<ProfileStatus> = {}): ProfileStatus {
  const expiresAtMs = nowMs + 12 * MINUTE_MS + 4000;
  const plain: Omit<ProfileStatus, 'headline' | 'facetWords'> = {
    id: 'default',
    name: 'main',
    email: 'trader@example.com',
    isSimulator: false,
    token: 'good',
    session: 'ok',
    storage: 'saved',
    place: makePlace('keychain'),
    storePlace: 'System keychain',
    receivedAtMs: expiresAtMs - 15 * MINUTE_MS,
    expiresAtMs,
    lifetimeMs: 15 * MINUTE_MS,
    refreshDueAtMs: expiresAtMs - 7.5 * MINUTE_MS,
    signInEndsAtMs: nowMs + 28 * DAY_MS + 4 * 60 * MINUTE_MS,
    lastAttemptAtMs: nowMs - 3 * MINUTE_MS,
    lastAnswer: makeLastSaid(nowMs - 3 * MINUTE_MS, SAID[change.session ?? 'ok'], change.session === 'offline'),
    ...change,
  };
  const { token, session, storage, requiredUserAction } = plain;
  const kind = isPlaceKind(plain.place.kind) ? plain.place.kind : 'keychain';
  const headline = deriveHeadline(token, session, storage, kind, requiredUserAction);
  const aside =
    token === 'none'
      ? undefined
      : placeAside(headline, deriveHeadline('good', 'ok', storage, kind, requiredUserAction));
  return {
    ...plain,
    headline: plain.isNetworkPage ? onNetworkPage(headline) : headline,
    ...(aside === undefined ? {} : { placeAside: aside }),
    facetWords: makeFacetWords(token, session, storage, plain.isNetworkPage),
  };
}

/** The three facets in words, as main shows them. */
export function makeFacetWords(
  token: TokenFacet,
  session: SessionFacet,
  storage: StorageFacet,
  isNetworkPage?: boolean,
): ProfileStatus['facetWords'] {
  return {
    token: facetInWords(token),
    session: facetInWords(session, isNetworkPage),
    storage: facetInWords(storage),
  };
}

/** A kind of place, as main shows it. */
export function makePlace(kind: PlaceKind): Place {
  const { headlines: _, ...place } = placeOf(kind);
  return { kind, ...place };
}

/** A profile without tokens, so without any data of a token. */
export function makeEmptyProfile(nowMs: number, change: Partial<ProfileStatus> = {}): ProfileStatus {
  const {
    expiresAtMs: _e,
    receivedAtMs: _r,
    lifetimeMs: _l,
    refreshDueAtMs: _d,
    signInEndsAtMs: _s,
    lastAttemptAtMs: _a,
    ...rest
  } = makeProfile(nowMs, {
    token: 'none',
    ...change,
  });
  return rest;
}

/** Without expiry and lifetime. */
export function withoutExpiry(profile: ProfileStatus): ProfileStatus {
  const { expiresAtMs: _e, lifetimeMs: _l, ...rest } = profile;
  return rest;
}

/** Without a planned refresh, as while everything is paused. */
export function withoutRefreshPlan(profile: ProfileStatus): ProfileStatus {
  const { refreshDueAtMs: _d, ...rest } = profile;
  return rest;
}

/**
 * The statistics of a day or a month up to `nowMs`, in `parts` parts: refreshes that worked in half the time, a few that failed in the last quarter,
 * and two parts without a valid token.
 */
export function makeStatistics(nowMs: number, parts: number, partMs: number): RefreshStatistics {
  const endMs = Math.ceil((nowMs + 1) / partMs) * partMs;
  const made = Array.from({ length: parts }, (_, index): RefreshStatistics['parts'][number] => {
    const fromMs = endMs - (parts - index) * partMs;
    const part = { fromMs, toMs: fromMs + partMs };
    const fromEnd = parts - index;
    if (fromEnd > parts * 0.6) return { ...part, worked: 0, failed: 0, watchedMs: 0, validMs: 0 };
    const medianMs = 180 + ((index * 37) % 140);
    const times = { medianMs, slowestMs: medianMs + ((index * 53) % 300) };
    if (fromEnd === 9) return { ...part, worked: 0, failed: 5, watchedMs: partMs, validMs: 0 };
    if (fromEnd === 8)
      return { ...part, worked: 3, failed: 2, medianMs: 900, slowestMs: 2600, watchedMs: partMs, validMs: partMs / 2 };
    return { ...part, worked: 4, failed: 0, ...times, watchedMs: partMs, validMs: partMs };
  });
  const sum = (of: (part: RefreshStatistics['parts'][number]) => number) =>
    made.reduce((all, part) => all + of(part), 0);
  return {
    parts: made,
    hosts: [
      {
        host: 'api6.axiom.trade',
        worked: sum(({ worked }) => worked),
        medianMs: 236,
        slowestMs: 2600,
        failures: [{ code: 'TIMEOUT', count: 4, lastAtMs: endMs - 8 * partMs }],
      },
      { worked: 0, failures: [{ code: 'NETWORK', count: 3, lastAtMs: endMs - 8 * partMs }] },
    ],
    watchedMs: sum(({ watchedMs }) => watchedMs),
    validMs: sum(({ validMs }) => validMs),
  };
}

/** Axiom accepted a refresh at `atMs`. */
export function makeLastSaid(
  atMs: number,
  kind: AnswerKind = 'accepted',
  isUnreachedSince = false,
): ProfileStatus['lastAnswer'] {
  return { answer: { kind, atMs, durationMs: 210, host: 'api6.axiom.trade' }, isUnreachedSince };
}

/** A snapshot of these profiles. */
export function makeSnapshot(
  nowMs: number,
  profiles: readonly ProfileStatus[],
  change: Partial<Snapshot> = {},
): Snapshot {
  return {
    version: '0.1.0',
    timeLocale: 'en-GB',
    profiles: [...profiles],
    unknownEntries: [],
    places: PLACE_KINDS.map(makePlace),
    isPaused: profiles.some(({ session }) => session === 'paused'),
    isDemoRunning: false,
    hasEnvironmentTokens: false,
    preferences: DEFAULT_PREFERENCES,
    activity: [
      { atMs: nowMs - 3 * MINUTE_MS, kind: 'refresh', profileId: 'default', text: 'Refreshed, both tokens saved' },
      {
        atMs: nowMs - 18 * MINUTE_MS,
        kind: 'token',
        profileId: 'default',
        text: 'Access token copied; removed from the clipboard after 30 s',
      },
      {
        atMs: nowMs - 70 * MINUTE_MS,
        kind: 'refresh',
        profileId: 'default',
        text: 'Axiom did not answer in time; the second try worked',
      },
      { atMs: nowMs - 71 * MINUTE_MS, kind: 'app', text: 'Started' },
    ],
    ...change,
  };
}

/** Four profiles with different effects. */
export function makePreview(nowMs: number): BackupPreview {
  const effects = ['replace-older', 'replace-newer', 'add', 'other-account'] as const;
  const names = ['main', 'hedge', 'test', 'research'];
  return {
    backupId: 'backup-1',
    fileName: 'axiom-tokens.axiombackup',
    createdAtMs: nowMs - 2 * DAY_MS,
    profiles: effects.map((effect, index) => ({
      id: names[index] ?? 'x',
      name: names[index] ?? 'x',
      email: `${names[index]}@example.com`,
      savedAtMs: nowMs - 2 * DAY_MS - index * MINUTE_MS,
      signInEndsAtMs: nowMs + 26 * DAY_MS,
      effect,
    })),
  };
}
