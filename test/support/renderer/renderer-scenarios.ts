// States of the window, by name, for screenshots and page tests.
import { deriveHeadline, withPlaceProblem, type PlaceProblem } from '../../../main/core/status/headline';
import { type CopyState, replacedWords } from '../../../main/desktop/replaced-copy';
import type { ProfileStatus, Snapshot } from '../../../preload/contract/schemas';
import { makeFailure } from '../fakes/token-manager-api/fake-token-manager-api';
import {
  makeEmptyProfile,
  makeProfile,
  makeSnapshot,
  withoutExpiry,
  withoutRefreshPlan,
  makePlace,
} from '../make-snapshot';
import {
  OLD_RUNTIME,
  SEALED,
  SEALED_LOCKED,
  SEALED_MISSING,
  OTHER_KEYCHAIN,
  UNKNOWN_ENTRIES,
  LATER_LIST,
  IN_FILE,
  FILE_MISSING,
  SEALED_NOT_THERE,
  FILE_TAKEN_AWAY,
  STATE_FOLDER,
  NOT_REMEMBERED,
} from './renderer-troubles';

const MINUTE_MS = 60_000;

function withReplacedCopy(nowMs: number, state: CopyState): Snapshot {
  const replacedCopy = replacedWords(state, '0.1.0');
  return makeSnapshot(nowMs, [makeProfile(nowMs)], replacedCopy ? { replacedCopy } : {});
}

/** With main's headline for such a problem of a file of that kind. */
const withPlaceProblemOf = (
  profile: ProfileStatus,
  trouble: PlaceProblem,
  kind: 'file' | 'sealed-file' = 'file',
): ProfileStatus => ({
  ...profile,
  headline: withPlaceProblem(deriveHeadline(profile.token, profile.session, profile.storage, kind), trouble, kind),
});

/** With main's text for a place that another program has emptied. */
const noLongerSaved = ({ facetWords, ...profile }: ProfileStatus): ProfileStatus => ({
  ...profile,
  facetWords: { ...facetWords, storage: { ...facetWords.storage, words: 'No longer saved' } },
});

type Make = (nowMs: number) => Snapshot;

const one =
  (make: (nowMs: number) => ProfileStatus): Make =>
  (nowMs) =>
    makeSnapshot(nowMs, [make(nowMs)]);
const signedOut: Make = (nowMs) => makeSnapshot(nowMs, [makeEmptyProfile(nowMs)], { activity: [] });

/** Makes the snapshot of each state for the time `nowMs`. */
export const SCENARIOS = {
  welcome: signedOut,
  'welcome-old-runtime': (nowMs) => ({ ...signedOut(nowMs), realAccountRefusal: OLD_RUNTIME }),
  'welcome-environment': (nowMs) => ({ ...signedOut(nowMs), hasEnvironmentTokens: true }),
  good: one((nowMs) => makeProfile(nowMs)),
  due: one((nowMs) =>
    makeProfile(nowMs, { token: 'due', expiresAtMs: nowMs + 7 * MINUTE_MS, refreshDueAtMs: nowMs - 2000 }),
  ),
  paused: one((nowMs) => withoutRefreshPlan(makeProfile(nowMs, { session: 'paused' }))),
  'sign-in-ending': one((nowMs) =>
    makeProfile(nowMs, { isSignInEnding: true, signInEndsAtMs: nowMs + 2 * 86_400_000 + 5 * 3_600_000 }),
  ),
  'paused-unsaved': one((nowMs) =>
    withoutRefreshPlan(
      makeProfile(nowMs, { session: 'paused', storage: 'unsaved', problem: makeFailure('STORAGE_LOCKED') }),
    ),
  ),
  refreshing: one((nowMs) =>
    makeProfile(nowMs, { session: 'refreshing', token: 'due', expiresAtMs: nowMs + 7 * MINUTE_MS }),
  ),
  expiring: one((nowMs) =>
    makeProfile(nowMs, {
      token: 'expiring',
      expiresAtMs: nowMs + 108_000,
      session: 'offline',
      nextTryAtMs: nowMs + 20_000,
      problem: makeFailure('TIMEOUT'),
    }),
  ),
  offline: one((nowMs) =>
    makeProfile(nowMs, { session: 'offline', nextTryAtMs: nowMs + 20_000, problem: makeFailure('NETWORK') }),
  ),
  'network-page': one((nowMs) =>
    makeProfile(nowMs, {
      session: 'offline',
      isNetworkPage: true,
      nextTryAtMs: nowMs + 20_000,
      problem: {
        code: 'BAD_RESPONSE',
        message: 'A network page answered instead of Axiom.',
        remedy: 'Open a browser and sign in to this network, then try again. Your tokens are untouched.',
      },
    }),
  ),
  'expired-unsaved': one((nowMs) =>
    makeProfile(nowMs, {
      session: 'offline',
      token: 'expired',
      expiresAtMs: nowMs - 60_000,
      storage: 'unsaved',
      nextTryAtMs: nowMs + 20_000,
      problem: makeFailure('STORAGE_LOCKED'),
    }),
  ),
  'server-trouble': one((nowMs) =>
    makeProfile(nowMs, {
      session: 'server-trouble',
      nextTryAtMs: nowMs + 20_000,
      problem: {
        code: 'BAD_RESPONSE',
        message: 'Axiom has trouble (status 503).',
        remedy: 'It is tried again automatically. Your tokens are untouched.',
      },
    }),
  ),
  'asked-to-wait': one((nowMs) =>
    makeProfile(nowMs, { session: 'asked-to-wait', nextTryAtMs: nowMs + 52_000, problem: makeFailure('RATE_LIMITED') }),
  ),
  'refused-once': one((nowMs) =>
    makeProfile(nowMs, {
      session: 'refused-once',
      nextTryAtMs: nowMs + 27_000,
      problem: {
        code: 'UNAUTHORIZED',
        message: 'Axiom refused the refresh once.',
        remedy: 'The app asks again automatically before that counts. Until then nothing is removed.',
      },
    }),
  ),
  'long-names': (nowMs) => {
    const email = `${'w'.repeat(60)}@${'x'.repeat(50)}.example.com`;
    return makeSnapshot(
      nowMs,
      [
        makeProfile(nowMs, { email }),
        makeProfile(nowMs, { token: 'expired', expiresAtMs: nowMs - 60_000, problem: makeFailure('NETWORK') }),
      ].map((profile, index) => ({ ...profile, id: `a${index}`, name: `${'WM'.repeat(19)}_${index}` })),
      { unknownEntries: [{ name: 'MW'.repeat(20), reason: 'newer-version' }] },
    );
  },
  'every-shape': (nowMs) =>
    makeSnapshot(
      nowMs,
      [
        makeProfile(nowMs),
        makeProfile(nowMs, { token: 'expiring', expiresAtMs: nowMs + 100_000 }),
        makeProfile(nowMs, { token: 'expired', expiresAtMs: nowMs - 60_000 }),
        makeProfile(nowMs, { session: 'needs-sign-in' }),
        makeProfile(nowMs, { storage: 'unsaved' }),
        makeProfile(nowMs, { session: 'offline' }),
        makeProfile(nowMs, { session: 'paused' }),
        makeEmptyProfile(nowMs, { storage: 'locked' }),
        makeEmptyProfile(nowMs, { storage: 'corrupt' }),
        makeEmptyProfile(nowMs, { storage: 'opening' }),
        makeEmptyProfile(nowMs),
      ].map((profile, index) => ({ ...profile, id: `a${index}`, name: `account ${index + 1}` })),
    ),
  expired: one((nowMs) =>
    makeProfile(nowMs, {
      token: 'expired',
      session: 'offline',
      expiresAtMs: nowMs - 250_000,
      nextTryAtMs: nowMs + 48_000,
      problem: makeFailure('TOKEN_EXPIRED'),
    }),
  ),
  'needs-sign-in': one((nowMs) =>
    makeProfile(nowMs, { session: 'needs-sign-in', problem: makeFailure('UNAUTHORIZED') }),
  ),
  'needs-browser': one((nowMs) =>
    makeProfile(nowMs, { session: 'needs-browser', problem: makeFailure('BROWSER_REQUIRED') }),
  ),
  locked: one((nowMs) => makeEmptyProfile(nowMs, { storage: 'locked', problem: makeFailure('STORAGE_LOCKED') })),
  unavailable: one((nowMs) =>
    makeEmptyProfile(nowMs, { storage: 'unavailable', problem: makeFailure('STORAGE_UNAVAILABLE') }),
  ),
  'sealed-locked': one((nowMs) =>
    makeEmptyProfile(nowMs, { ...SEALED, storage: 'locked', requiredUserAction: 'passphrase', problem: SEALED_LOCKED }),
  ),
  'sealed-unsaved': one((nowMs) =>
    makeProfile(nowMs, {
      ...SEALED,
      storage: 'unsaved',
      requiredUserAction: 'new-passphrase',
      problem: SEALED_MISSING,
    }),
  ),
  'sealed-good': one((nowMs) => makeProfile(nowMs, SEALED)),
  'other-keychain': one((nowMs) =>
    makeEmptyProfile(nowMs, { storage: 'unavailable', requiredUserAction: 'other-keychain', problem: OTHER_KEYCHAIN }),
  ),
  unsaved: one((nowMs) => makeProfile(nowMs, { storage: 'unsaved', problem: makeFailure('STORAGE_LOCKED') })),
  'clock-behind': one((nowMs) => makeProfile(nowMs, { clockBehindMs: 24 * 60 * MINUTE_MS })),
  'file-open-to-others': one((nowMs) => makeProfile(nowMs, { ...IN_FILE, isOpenToOthers: true })),
  'file-taken-away': one((nowMs) =>
    noLongerSaved(
      withPlaceProblemOf(makeProfile(nowMs, { ...IN_FILE, storage: 'unsaved', problem: FILE_TAKEN_AWAY }), 'emptied'),
    ),
  ),
  'file-not-there': one((nowMs) =>
    withPlaceProblemOf(
      makeEmptyProfile(nowMs, { ...IN_FILE, storage: 'unavailable', problem: FILE_MISSING }),
      'not-there',
    ),
  ),
  'held-up': one((nowMs) =>
    makeProfile(nowMs, { session: 'held-up', nextTryAtMs: nowMs + 20_000, problem: STATE_FOLDER }),
  ),
  'not-remembered': one((nowMs) => makeProfile(nowMs, { problem: NOT_REMEMBERED, isAsideOnly: true })),
  corrupt: one((nowMs) => makeEmptyProfile(nowMs, { storage: 'corrupt', problem: makeFailure('STORAGE_CORRUPT') })),
  opening: one((nowMs) => makeEmptyProfile(nowMs, { storage: 'opening' })),
  'unknown-expiry': one((nowMs) =>
    withoutExpiry(makeProfile(nowMs, { token: 'unknown-expiry', refreshDueAtMs: nowMs + 5 * MINUTE_MS })),
  ),
  demo: (nowMs) =>
    makeSnapshot(
      nowMs,
      [
        makeEmptyProfile(nowMs),
        makeProfile(nowMs, {
          id: 'demo',
          name: 'demo',
          email: 'demo@simulator.test',
          isSimulator: true,
          place: makePlace('memory'),
          storePlace: 'This run only',
          lifetimeMs: 120_000,
          expiresAtMs: nowMs + 96_000,
          receivedAtMs: nowMs - 24_000,
          refreshDueAtMs: nowMs + 36_000,
        }),
      ],
      {
        isDemoRunning: true,
        activity: [{ atMs: nowMs - 24_000, kind: 'sign-in', profileId: 'demo', text: 'Signed in to the demo account' }],
      },
    ),
  'three-profiles': (nowMs) =>
    makeSnapshot(nowMs, [
      makeProfile(nowMs),
      makeProfile(nowMs, {
        id: 'hedge',
        name: 'hedge',
        email: 'hedge@example.com',
        token: 'expiring',
        session: 'offline',
        expiresAtMs: nowMs + 190_000,
        lastAttemptAtMs: nowMs - MINUTE_MS,
      }),
      makeEmptyProfile(nowMs, { id: 'test', name: 'test', email: 'test@example.com' }),
    ]),
  'activity-not-kept': (nowMs) =>
    makeSnapshot(nowMs, [makeProfile(nowMs)], { activityTrouble: makeFailure('STORAGE_FULL') }),
  replaced: (nowMs) => withReplacedCopy(nowMs, { kind: 'replaced', version: '2.0.0' }),
  removed: (nowMs) => withReplacedCopy(nowMs, { kind: 'gone' }),
  'unknown-entries': (nowMs) =>
    makeSnapshot(nowMs, [makeProfile(nowMs)], { unknownEntries: UNKNOWN_ENTRIES, indexTrouble: LATER_LIST }),
  'welcome-unknown-entries': (nowMs) => ({
    ...signedOut(nowMs),
    unknownEntries: UNKNOWN_ENTRIES,
    indexTrouble: LATER_LIST,
  }),
  'sealed-not-there': one((nowMs) =>
    withPlaceProblemOf(
      makeEmptyProfile(nowMs, { ...SEALED, storage: 'unavailable', problem: SEALED_NOT_THERE }),
      'not-there',
      'sealed-file',
    ),
  ),
  simulator: (nowMs) =>
    makeSnapshot(nowMs, [makeProfile(nowMs, { isSimulator: true })], { simulatorOrigin: 'http://127.0.0.1:41873' }),
} satisfies Record<string, Make>;

export type ScenarioName = keyof typeof SCENARIOS;
