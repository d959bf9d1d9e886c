// The placeholder that other programs get instead of a refresh token, and the error when somebody tries to use it as
// a token. Pure.
import { AxiomTokenError } from './errors';

/** Written where a file format needs a refresh token. It is not a token, and is never stored or sent as one. */
export const HELD_TOKEN = 'held-by-axiom-token-manager';

/** The `INVALID_TOKEN` error for a user who pastes or imports the placeholder. */
export function heldTokenRefusal(): AxiomTokenError {
  return new AxiomTokenError('INVALID_TOKEN', {
    message: `There is no refresh token here: “${HELD_TOKEN}” is in its place, because Axiom Token Manager kept the refresh token when it exported the file.`,
    remedy:
      'Sign in, or restore a backup from the computer that this came from; or export the file there again, with the refresh token. Nothing was changed.',
  });
}
