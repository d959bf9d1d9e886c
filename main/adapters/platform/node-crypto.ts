// The Crypto port over node:crypto (in Electron over BoringSSL).
// Callers choose scrypt's cost only; all other algorithms and parameters are fixed here.
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { createTurnsByRank } from '../../core/flow/turns-by-rank';
import type { Crypto } from '../../core/ports/crypto';
import { scryptInThread } from './scrypt-thread';

const CIPHER = 'aes-256-gcm';
/** Explicit, because otherwise Node accepts shorter tags, which are easier to forge. */
const TAG = { authTagLength: 16 };

/**
 * Keys are derived one after another: each takes 128 MiB and one core, and for a file that another program wrote up
 * to four times that. Keys for the user come before keys for programs.
 */
const turns = createTurnsByRank();

/** The Crypto port. `isForPrograms`: its keys are for programs at the socket, and wait for those of the user at the window. */
export function createNodeCrypto({ isForPrograms = false } = {}): Crypto {
  const inTurn = isForPrograms ? turns.second : turns.first;
  return {
    randomBytes: (count) => randomBytes(count),
    sha256: (data) => createHash('sha256').update(data).digest(),
    hmacSha256: (key, data) => createHmac('sha256', key).update(data).digest(),
    equalsConstantTime: (a, b) => a.length === b.length && timingSafeEqual(a, b),
    scrypt: (passphrase, salt, parameters, length, signal) =>
      inTurn(() => scryptInThread(passphrase, salt, parameters, length, signal)),
    seal: (key, nonce, plaintext, aad) => {
      const cipher = createCipheriv(CIPHER, key, nonce, TAG).setAAD(aad);
      return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
    },
    open: (key, nonce, sealed, aad) => {
      const tagAt = sealed.length - TAG.authTagLength;
      if (tagAt < 0) return undefined;
      const decipher = createDecipheriv(CIPHER, key, nonce, TAG).setAAD(aad).setAuthTag(sealed.subarray(tagAt));
      try {
        return Buffer.concat([decipher.update(sealed.subarray(0, tagAt)), decipher.final()]);
      } catch {
        return undefined;
      }
    },
  };
}
