// Waits until the first read of the places of accounts has ended, successfully or not. Right after the start it is still under way.
import { AxiomTokenError } from '../../core/base/errors';
import type { Profile } from '../../core/profiles/profile';

/** Resolves at once if it has already ended. @throws AxiomTokenError `CANCELLED` when `signal` is aborted */
export function whenRead(profile: Profile, signal: AbortSignal): Promise<void> {
  return whenAllRead([profile], signal);
}

/** As {@link whenRead}, for all of them; with one listener, since Node warns of a signal that has more than ten. */
export async function whenAllRead(profiles: readonly Profile[], signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw new AxiomTokenError('CANCELLED');
  const isUnread = (): boolean => profiles.some(({ manager }) => manager.storageFacet === 'opening');
  if (!isUnread()) return;
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (!signal.aborted && isUnread()) return;
      for (const stop of stops) stop();
      signal.removeEventListener('abort', look);
      if (signal.aborted) reject(new AxiomTokenError('CANCELLED'));
      else resolve();
    };
    const stops = profiles.map(({ manager }) => manager.onChange(look));
    signal.addEventListener('abort', look);
  });
}
