// The placeholder that other programs get instead of a refresh token, and the refusal when it is brought back as a token. Pure.
import { AxiomTokenError } from './errors';

/** Stands where a file format needs a refresh token. It is not a token, and is never stored or sent as one. */
export const HELD_TOKEN = 'held-by-axiom-token-manager';

/** The `INVALID_TOKEN` error for a user who pastes or imports the placeholder. */
export function heldTokenRefusal(): AxiomTokenError {
  return new AxiomTokenError('INVALID_TOKEN', {
    message: `There is no refresh token here: “${HELD_TOKEN}” stands in its place. Axiom Token Manager has kept it to itself.`,
    remedy:
      'Sign in, or restore a backup from the computer that this came from; or export there once more, with the refresh token. Nothing was changed.',
  });
}
