// Deriving a key from a passphrase takes a processor and up to half a gigabyte of memory, so each program at the socket may have only one derivation running or waiting.
// The order of all derivations, with the user's own before all others, is kept by main/adapters/platform/node-crypto.ts.
import { AxiomTokenError } from '../../core/base/errors';
import { consumerKey } from '../../handout/consumer';
import type { CallContext } from '../../handout/operations';
import type { OperationsWorld } from './operation-parts';

/** How long deriving a key takes at the app's usual cost, with some margin. */
const A_KEY_MS = 1_000;

/** @throws AxiomTokenError `RATE_LIMITED` if the same program already waits for a key; whatever `make` throws */
export async function oneKeyPerProgram<Result>(
  { openKeys }: Pick<OperationsWorld, 'openKeys'>,
  { consumer, via }: Pick<CallContext, 'consumer' | 'via'>,
  make: () => Promise<Result>,
): Promise<Result> {
  if (via !== 'socket') return make();
  const key = consumerKey(consumer);
  if (openKeys.has(key)) throw oneAtATime();
  openKeys.add(key);
  try {
    return await make();
  } finally {
    openKeys.delete(key);
  }
}

function oneAtATime(): AxiomTokenError {
  return new AxiomTokenError('RATE_LIMITED', {
    message: 'Another request of this program waits for the key of a passphrase.',
    remedy: 'Wait for its answer, then try again. Nothing was changed.',
    retryAfterMs: A_KEY_MS,
  });
}
