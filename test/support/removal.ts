// A removal from the keychain's place, as the index of profiles holds it.
import type { Removal } from '../../main/core/ports/profile-index';
import { FAKE_START_MS } from './fakes/clock/fake-clock';

/** A sign-out, decided a second after the fake clock's start, of the sign-in with this name, or of any sign-in there at that time. */
export function removal(signIn?: string, more: Partial<Removal> = {}): Removal {
  return {
    store: { kind: 'keychain' },
    ...(signIn === undefined ? {} : { signIn }),
    sinceMs: FAKE_START_MS + 1_000,
    reason: 'signed-out',
    ...more,
  };
}
