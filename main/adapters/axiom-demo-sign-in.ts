// Signs an account in to the demo server through the same gateway as the form, with nobody typing.
// Called by the composition root for "Try the demo account".
import { AxiomTokenError } from '../core/errors';
import type { AuthGateway, IssuedTokens } from '../core/ports/auth-gateway';
import { Secret } from '../core/secret';

/** Who signs in, and where the code is found that the demo server handed out. */
export interface DemoSignIn {
  readonly email: string;
  readonly password: string;
  /** The newest code for an e-mail address. */
  lastCode(email: string): string | undefined;
}

/** Both steps of the password sign-in. @throws AxiomTokenError as the gateway does; `OTP_REQUIRED` when no code was handed out. */
export async function signInToDemo(gateway: AuthGateway, demo: DemoSignIn): Promise<IssuedTokens> {
  const challenge = await gateway.startPasswordSignIn(demo.email, new Secret(demo.password));
  const code = demo.lastCode(demo.email);
  if (code === undefined) throw new AxiomTokenError('OTP_REQUIRED');
  return gateway.completePasswordSignIn(challenge, code);
}
