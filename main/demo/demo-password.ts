// The server's side of the password hash: the `b64Password` that a sign-in call must send for a password.
// Does not use the client's code on purpose: if the two disagree, no sign-in to the demo server works.
import { pbkdf2 } from 'node:crypto';

const SALT = Buffer.from('2QOhezXIziSPAtz88G3MF9muT54STJV1SSjPTSLCxKM=', 'base64');

/** `b64Password` for a password in plain text. */
export function demoPasswordHash(password: string): Promise<string> {
  return new Promise((resolve, reject) => {
    pbkdf2(password, SALT, 600_000, 32, 'sha256', (error, key) =>
      error ? reject(error) : resolve(key.toString('base64')),
    );
  });
}
