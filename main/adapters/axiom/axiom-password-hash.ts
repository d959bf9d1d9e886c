// Hashes a password as Axiom's sign-in calls expect it.
// Used by the gateway. The scheme has changed before, so only this file knows it.
import { pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import { Secret } from '../../core/base/secret';

/** Derives the hash that is sent instead of the password. The server accepts it as the password, so it is just as secret. */
export type PasswordHash = (password: Secret) => Promise<Secret>;

const deriveKey = promisify(pbkdf2);

// One salt for all accounts: a constant of the site's own sign-in page, not a secret.
const SALT = Buffer.from('d903a17b35c8ce248f02dcfcf06dcc17d9ae4f9e124c95754928cf4d22c2c4a3', 'hex');
const ITERATIONS = 600_000;
const LENGTH_BYTES = 32;

/** `b64Password`: PBKDF2-HMAC-SHA256 of the UTF-8 password, 600 000 iterations, 32 bytes, base64. Takes a third of a second, off the main thread. */
export const hashAxiomPassword: PasswordHash = async (password) => {
  const key = await deriveKey(Buffer.from(password.expose(), 'utf8'), SALT, ITERATIONS, LENGTH_BYTES, 'sha256');
  return new Secret(key.toString('base64'));
};
