// The panic switch as the core keeps it: one fact for all profiles, and a gateway that starts no refresh while it is on.
// TokenLifecycleManager turns it; each ProfileRefresher reads it.
import { AxiomTokenError } from '../base/errors';
import type { AuthGateway } from '../ports/auth-gateway';

/** Whether a person has paused everything. */
export interface Pause {
  readonly isPaused: boolean;
}

/**
 * The gateway, but a refresh that waited for its turn when the pause began is not sent any more: it fails with `PAUSED`. One that was sent goes on.
 * Signing in is a person's own act and is not held up; what it brings is not handed out before the pause ends.
 */
export function withoutRefreshWhilePaused(gateway: AuthGateway, pause: Pause): AuthGateway {
  return {
    origin: gateway.origin,
    startPasswordSignIn: (...request) => gateway.startPasswordSignIn(...request),
    completePasswordSignIn: (...request) => gateway.completePasswordSignIn(...request),
    refresh: (current) =>
      pause.isPaused ? Promise.reject(new AxiomTokenError('PAUSED', { unsent: true })) : gateway.refresh(current),
  };
}
