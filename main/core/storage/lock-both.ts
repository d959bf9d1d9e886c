// Locks two places, as a move needs them. Every process locks them in the same order, so that two moves never wait for each other.
import { toHex } from '../base/bytes';
import type { Unsubscribe } from '../ports/clock';
import type { Crypto } from '../ports/crypto';
import type { LockablePlace } from './lockable-place';

type Lockable = Pick<LockablePlace, 'lock'> & { readonly place: Pick<LockablePlace['place'], 'key'> };

/**
 * Locks both places for a write, in the order of the SHA-256 of their keys, waiting up to `waitMs` for each; one lock if both are the same place. Call the
 * result to release them.
 * @throws AxiomTokenError as {@link LockablePlace.lock}; neither is held then
 */
export async function lockBoth(
  places: readonly [Lockable, Lockable],
  crypto: Pick<Crypto, 'sha256'>,
  waitMs: number,
): Promise<Unsubscribe> {
  const hashOf = ({ place }: Lockable): string => toHex(crypto.sha256(new TextEncoder().encode(place.key)));
  const [first, second] = hashOf(places[0]) <= hashOf(places[1]) ? places : [places[1], places[0]];
  const releaseFirst = await first.lock('write', waitMs);
  if (first.place.key === second.place.key) return releaseFirst;
  try {
    const releaseSecond = await second.lock('write', waitMs);
    return () => {
      releaseSecond();
      releaseFirst();
    };
  } catch (error) {
    releaseFirst();
    throw error;
  }
}
