// The protection against sending a refresh token twice, for one program of a test.
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { OneUse, type OneUseParts } from '../../main/core/storage/one-use';

type Alive = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** `whileAlive`: ends the list's call if its program has died. */
export function makeOneUse(parts: Omit<OneUseParts, 'crypto'>, whileAlive: Alive = (call) => call()): OneUse {
  const { spent } = parts;
  return new OneUse({
    ...parts,
    spent: {
      has: (fingerprint) => whileAlive(() => spent.has(fingerprint)),
      add: (fingerprint) => whileAlive(() => spent.add(fingerprint)),
    },
    crypto: createNodeCrypto(),
  });
}
