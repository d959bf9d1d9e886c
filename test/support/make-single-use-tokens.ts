// The protection against sending a refresh token twice, for one program of a test.
import { createNodeCrypto } from '../../main/adapters/platform/node-crypto';
import { SingleUseTokens, type SingleUseTokensParts } from '../../main/core/storage/single-use-tokens';

type Alive = <Result>(call: () => Promise<Result>) => Promise<Result>;

/** `whileAlive`: ends the list's call if its program has died. */
export function makeOneUse(
  parts: Omit<SingleUseTokensParts, 'crypto'>,
  whileAlive: Alive = (call) => call(),
): SingleUseTokens {
  const { spent } = parts;
  return new SingleUseTokens({
    ...parts,
    spent: {
      has: (fingerprint) => whileAlive(() => spent.has(fingerprint)),
      add: (fingerprint) => whileAlive(() => spent.add(fingerprint)),
    },
    crypto: createNodeCrypto(),
  });
}
