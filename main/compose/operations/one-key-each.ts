// Keys of passphrases for programs at the socket: each takes a processor and up to half a gigabyte, so no program has more than one made or waiting. Which of them comes
// first, and that a person's come before all of them, is main/adapters/platform/node-crypto.ts's.
import { AxiomTokenError } from '../../core/base/errors';
import { consumerKey } from '../../handout/consumer';
import type { CallContext } from '../../handout/operations';
import type { OperationsWorld } from './operation-parts';

/** How long a key of our own cost takes, with some to spare. */
const A_KEY_MS = 1_000;

/** @throws AxiomTokenError `RATE_LIMITED` where the same program waits for one; as `make` */
export async function oneKeyEach<Result>(
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
