import { expect, it } from 'vitest';
import { placeLine } from '../../../renderer/model/place-model';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makeProfile } from '../../support/make-snapshot';

it.each([
  ['opening', 'System keychain'],
  ['saved', 'System keychain'],
  ['locked', 'System keychain, locked'],
  ['unavailable', 'System keychain, not reachable'],
  ['unsaved', 'System keychain, not saved there yet'],
  ['corrupt', 'System keychain, damaged'],
] as const)('says of a place that is %s: "%s"', (storage, words) => {
  expect(placeLine(makeProfile(FAKE_START_MS, { storage }))).toBe(words);
});
