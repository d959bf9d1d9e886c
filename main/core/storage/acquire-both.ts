// Takes the locks of two places, as a move needs them. Every process takes them in the same order, so that two moves never wait for each other.
import { toHex } from '../base/bytes';
import type { Unsubscribe } from '../ports/clock';
import type { Crypto } from '../ports/crypto';
import type { LockPurpose, ProfileLock } from './profile-lock';

/**
 * Both locks, in the order of the SHA-256 of their places, each waited for up to `waitMs`; one where both are one place. Call the result to release.
 * @throws AxiomTokenError as {@link ProfileLock.acquire}; neither is held then
 */
export async function acquireBoth(
  locks: readonly [ProfileLock, ProfileLock],
  crypto: Pick<Crypto, 'sha256'>,
  waitMs: number,
  purpose: LockPurpose,
): Promise<Unsubscribe> {
  const hashOf = ({ place }: ProfileLock): string => toHex(crypto.sha256(new TextEncoder().encode(place)));
  const [first, second] = hashOf(locks[0]) <= hashOf(locks[1]) ? locks : [locks[1], locks[0]];
  const releaseFirst = await first.acquire(waitMs, purpose);
  if (first.place === second.place) return releaseFirst;
  try {
    const releaseSecond = await second.acquire(waitMs, purpose);
    return () => {
      releaseSecond();
      releaseFirst();
    };
  } catch (error) {
    releaseFirst();
    throw error;
  }
}
