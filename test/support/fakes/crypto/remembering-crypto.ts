// The real cryptography with a cache for derived keys: tests open the same backup many times, and each derivation takes a third of a second on
// purpose. It passes the same contract tests as the real one.
import type { Crypto } from '../../../../main/core/ports/crypto';

/** `inner` with a cache for `scrypt`. */
export function createRememberingCrypto(inner: Crypto): Crypto {
  const known = new Map<string, Promise<Uint8Array>>();
  return {
    ...inner,
    scrypt: async (passphrase, salt, parameters, length) => {
      const name = JSON.stringify([[...passphrase], [...salt], parameters, length]);
      const key = known.get(name) ?? inner.scrypt(passphrase, salt, parameters, length);
      known.set(name, key);
      return Uint8Array.from(await key);
    },
  };
}
