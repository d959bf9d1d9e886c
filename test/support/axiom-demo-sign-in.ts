// Signs in an account of the simulator through a gateway, without user input.
import type { AuthGateway, IssuedTokens } from '../../main/core/ports/auth-gateway';
import { Secret } from '../../main/core/base/secret';
import type { AxiomSimulator } from '../axiom-simulator/axiom-simulator';

/** Both steps of the password sign-in for the simulator's first account. */
export async function signInToSimulator(gateway: AuthGateway, simulator: AxiomSimulator): Promise<IssuedTokens> {
  const { email, password } = simulator.account;
  const challenge = await gateway.startPasswordSignIn(email, new Secret(password));
  return gateway.completePasswordSignIn(challenge, simulator.lastCode() ?? '');
}
