// What stands in place of a refresh token in what this app hands out to other programs. Pure.
import { AxiomTokenError } from './errors';

/** It says itself where the token is; it is no token, and is never stored or sent as one. */
export const HELD_TOKEN = 'held-by-axiom-token-manager';

/** The `INVALID_TOKEN` for a person who brings it as a token. */
export function heldTokenRefusal(): AxiomTokenError {
  return new AxiomTokenError('INVALID_TOKEN', {
    message: `There is no refresh token here: “${HELD_TOKEN}” stands in its place. Axiom Token Manager has kept it to itself.`,
    remedy:
      'Sign in, or restore a backup from the computer that this came from; or export there once more, with the refresh token. Nothing was changed.',
  });
}
