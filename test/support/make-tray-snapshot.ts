// Snapshots for tests of tray and menus: small, at the fake clock's start, each profile named by what differs from a calm one.
import { deriveHeadline } from '../../main/core/status/headline';
import type { ProfileStatus, Snapshot } from '../../preload/contract/schemas';
import { FAKE_START_MS } from './fakes/clock/fake-clock';
import { makePlace, makeSnapshot } from './make-snapshot';

/** A profile whose headline follows from the facets: saved, good for 12 minutes and 4 seconds. */
export function makeTrayProfile(changes: Partial<ProfileStatus> = {}): ProfileStatus {
  const { token = 'good', session = 'ok', storage = 'saved' } = changes;
  return {
    id: 'default',
    name: 'main',
    isSimulator: false,
    headline: deriveHeadline(token, session, storage, 'keychain'),
    token,
    session,
    storage,
    place: makePlace('keychain'),
    storePlace: 'System keychain',
    attempts: [],
    ...(token === 'none' ? {} : { expiresAtMs: FAKE_START_MS + 724_000 }),
    ...changes,
  };
}

/** A snapshot of these profiles. */
export function makeTraySnapshot(profiles: readonly ProfileStatus[], changes: Partial<Snapshot> = {}): Snapshot {
  return makeSnapshot(FAKE_START_MS, profiles, { activity: [], ...changes });
}
