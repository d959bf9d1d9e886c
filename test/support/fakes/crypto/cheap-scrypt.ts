// scrypt at nearly no cost and in the thread of the caller, for tests that seal and open thousands of times. Its keys are those of N = 2.
import { scryptSync } from 'node:crypto';
import type { Crypto } from '../../../../main/core/ports/crypto';

/** In place of a crypto's own. */
export const cheapScrypt: Crypto['scrypt'] = async (passphrase, salt, { r, p }, length) =>
  scryptSync(passphrase, salt, length, { N: 2, r, p });
