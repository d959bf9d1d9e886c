// The panic switch: one pause state for all profiles, and a gateway that sends no refresh while paused.
// TokenLifecycleManager sets the state; each ProfileRefresher reads it.
import { AxiomTokenError } from '../base/errors';
import type { AuthGateway } from '../ports/auth-gateway';

/** Whether the user has paused everything. */
export interface Pause {
  readonly isPaused: boolean;
}

/** @throws AxiomTokenError `PAUSED` */
export function refuseWhilePaused(pause: Pause): void {
  if (pause.isPaused) throw new AxiomTokenError('PAUSED');
}

/**
 * The gateway, but while paused a refresh that is not sent yet fails with `PAUSED`. A refresh that was sent continues.
 * Sign-in still works, because the user starts it; its tokens are not handed out before the pause ends.
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
