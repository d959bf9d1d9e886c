// Decides whether this run may sign in to the real Axiom. Used by the composition root; the reason is shown in the window.
import { createAxiomAuthGateway } from '../adapters/axiom/axiom-auth-gateway';
import { createRefusedAuthGateway } from '../adapters/axiom/refused-auth-gateway';
import type { AuthGateway } from '../core/ports/auth-gateway';

export interface RealAccountFacts {
  /** Whether the environment points at a simulator on this computer. */
  readonly isSimulator: boolean;
  /** Whether this Electron is a supported version; detected by a feature that came with version 25. */
  readonly hasCurrentRuntime: boolean;
  readonly isAllowedByFlag: boolean;
}

/** Why signing in to the real Axiom is off, as a text for the window; `undefined` when it is on or a simulator is used. */
export function realAccountRefusal(facts: RealAccountFacts): string | undefined {
  if (facts.isSimulator || facts.hasCurrentRuntime || facts.isAllowedByFlag) return undefined;
  return 'This is a development runtime whose browser engine gets no security updates any more, so it does not open a real account.';
}

/** A run that may not open a real account must not use its saved tokens either. */
export function gatewayOfRun(
  parts: Parameters<typeof createAxiomAuthGateway>[0],
  refusal: string | undefined,
): AuthGateway {
  return refusal === undefined
    ? createAxiomAuthGateway(parts)
    : createRefusedAuthGateway(parts.endpoints.siteOrigin, refusal);
}
