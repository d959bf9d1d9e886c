// Waits until the first read of an account's place has ended, successfully or not. Right after the start it is still under way.
import { AxiomTokenError } from '../../core/base/errors';
import type { Profile } from '../../core/profiles/profile';

/** Resolves at once if it has already ended. @throws AxiomTokenError `CANCELLED` when `signal` is aborted */
export async function whenRead({ manager }: Profile, signal: AbortSignal): Promise<void> {
  if (signal.aborted) throw new AxiomTokenError('CANCELLED');
  if (manager.storageFacet !== 'opening') return;
  await new Promise<void>((resolve, reject) => {
    const look = (): void => {
      if (!signal.aborted && manager.storageFacet === 'opening') return;
      stop();
      signal.removeEventListener('abort', look);
      if (signal.aborted) reject(new AxiomTokenError('CANCELLED'));
      else resolve();
    };
    const stop = manager.onChange(look);
    signal.addEventListener('abort', look);
  });
}
