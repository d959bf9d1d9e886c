// Decides whether this run may sign in to the real Axiom. Used by main/desktop/open-app.ts; the window shows the reason.
import { createAxiomAuthGateway } from '../adapters/axiom/axiom-auth-gateway';
import { createRefusedAuthGateway } from '../adapters/axiom/refused-auth-gateway';
import type { AuthGateway } from '../core/ports/auth-gateway';

export interface RealAccountFacts {
  /** Whether the environment names a simulator on this computer. */
  readonly isSimulator: boolean;
  /** Whether this Electron is a supported version; detected by an API that exists from version 25 on. */
  readonly hasCurrentRuntime: boolean;
  readonly isAllowedByFlag: boolean;
}

/** Why signing in to the real Axiom is off, for the window; `undefined` when it is on or a simulator is used. */
export function realAccountRefusal(facts: RealAccountFacts): string | undefined {
  if (facts.isSimulator || facts.hasCurrentRuntime || facts.isAllowedByFlag) return undefined;
  return 'This is a development runtime whose browser engine gets no security updates any more, so it does not open a real account.';
}

/** A run that may not use a real account must not refresh its saved tokens either. */
export function gatewayOfRun(
  parts: Parameters<typeof createAxiomAuthGateway>[0],
  refusal: string | undefined,
): AuthGateway {
  return refusal === undefined
    ? createAxiomAuthGateway(parts)
    : createRefusedAuthGateway(parts.endpoints.siteOrigin, refusal);
}
