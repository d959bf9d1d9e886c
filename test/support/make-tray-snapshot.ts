// Snapshots for tests of tray and menus: small, at the fake clock's start; a test gives the differences from a healthy profile.
import { deriveHeadline, onNetworkPage, placeAside } from '../../main/core/status/headline';
import type { ProfileStatus, Snapshot } from '../../preload/contract/schemas';
import { FAKE_START_MS } from './fakes/clock/fake-clock';
import { makeFacetWords, makePlace, makeSnapshot } from './make-snapshot';

/** The headline is derived from the facets. Default: saved, the token is valid for 12 minutes and 4 seconds. */
export function makeTrayProfile(changes: Partial<ProfileStatus> = {}): ProfileStatus {
  const { token = 'good', session = 'ok', storage = 'saved' } = changes;
  const headline = deriveHeadline(token, session, storage, 'keychain');
  const aside = token === 'none' ? undefined : placeAside(headline, deriveHeadline('good', 'ok', storage, 'keychain'));
  return {
    id: 'default',
    name: 'main',
    isSimulator: false,
    headline: changes.isNetworkPage ? onNetworkPage(headline) : headline,
    ...(aside === undefined ? {} : { placeAside: aside }),
    token,
    session,
    storage,
    facetWords: makeFacetWords(token, session, storage),
    place: makePlace('keychain'),
    storePlace: 'System keychain',
    lastAnswer: { isUnreachedSince: false },
    ...(token === 'none' ? {} : { expiresAtMs: FAKE_START_MS + 724_000 }),
    ...changes,
  };
}

/** A snapshot of these profiles. */
export function makeTraySnapshot(profiles: readonly ProfileStatus[], changes: Partial<Snapshot> = {}): Snapshot {
  return makeSnapshot(FAKE_START_MS, profiles, { activity: [], ...changes });
}
