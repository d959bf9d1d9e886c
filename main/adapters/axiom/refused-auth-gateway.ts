// The gateway for an app that must not talk to Axiom: every call fails with the reason and nothing is sent.
// Chosen by the composition root.
import { AxiomTokenError } from '../../core/base/errors';
import type { AuthGateway } from '../../core/ports/auth-gateway';

/** A gateway for tokens of `origin`: every call fails with `INVALID_INPUT` and `reason`. */
export function createRefusedAuthGateway(origin: string, reason: string): AuthGateway {
  const refuse = async (): Promise<never> => {
    throw new AxiomTokenError('INVALID_INPUT', {
      message: reason,
      remedy: 'Start the app with a current runtime. Your tokens are untouched.',
    });
  };
  return { origin, startPasswordSignIn: refuse, completePasswordSignIn: refuse, refresh: refuse };
}
