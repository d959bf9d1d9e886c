// Situations of a removal from a place that was left. Used by the tests of former-step.ts.
import type { Removal } from '../../main/core/ports/profile-index';
import type { FormerSituation } from '../../main/core/storage/former-step';
import type { TokenRecord } from '../../main/core/tokens/token-record';
import { FAKE_START_MS } from './fakes/clock/fake-clock';
import { FOUND, nameOf, NOW_MS, present } from './storage-situations';

/** The program's server and time. */
export const context = { origin: 'https://axiom.trade', nameOf, nowMs: NOW_MS };

const SINCE_MS = FAKE_START_MS + 1_000;

export const removal = (reason: Removal['reason'], of?: TokenRecord): Removal => ({
  store: { kind: 'file', path: '/left' },
  ...(of ? { signIn: nameOf(of) } : {}),
  ...(of?.tokens.authenticatedUserId ? { authenticatedUserId: of.tokens.authenticatedUserId } : {}),
  sinceMs: SINCE_MS,
  reason,
});
/** A sign-in that is in no other place: within one sign-in, a lower generation is never the later one. */
export const anew: TokenRecord = { ...FOUND['newer of another sign-in'], signInId: 'e'.repeat(32) };

export const REMOVED = { signIn: nameOf(present), atMs: SINCE_MS };
export const MOVED_ON = { ...REMOVED, isMoved: true };
export const holding = (record: TokenRecord): FormerSituation['inUse'] => ({
  observed: { kind: 'record', record },
  marks: [],
});
