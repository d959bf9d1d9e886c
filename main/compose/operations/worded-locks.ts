// Failures of a locked sealed file, from any call, with the place where its passphrase is given.
import { AxiomTokenError, withRemedy } from '../../core/base/errors';
import type { CallName, Operations } from '../../handout/operations';
import { whereToEnter } from '../../handout/passphrase-words';

/** The same calls. */
export function wordLocks(operations: Operations, source: 'broker' | 'standalone'): Operations {
  const worded = Object.entries(operations).map(([name, run]) => [
    name,
    async (...args: Parameters<typeof run>) => {
      try {
        return await (run as (...given: typeof args) => Promise<unknown>)(...args);
      } catch (error) {
        if (!(error instanceof AxiomTokenError)) throw error;
        throw withRemedy(error, whereToEnter(error.remedy, name as CallName, source));
      }
    },
  ]);
  return Object.fromEntries(worded) as Operations;
}
