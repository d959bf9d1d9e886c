// scrypt at nearly no cost and in the caller's thread, for tests that seal and open thousands of times. Derives keys as with N = 2.
import { scryptSync } from 'node:crypto';
import type { Crypto } from '../../../../main/core/ports/crypto';

/** Replaces a crypto's own scrypt. */
export const cheapScrypt: Crypto['scrypt'] = async (passphrase, salt, { r, p }, length) =>
  scryptSync(passphrase, salt, length, { N: 2, r, p });
