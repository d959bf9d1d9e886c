// Failures of all calls, and the problems that the state of an account shows, in words for who makes the calls: where a passphrase is given, and what tries again.
import { AxiomTokenError, withRemedy } from '../../core/base/errors';
import type { CallName, Operations } from '../../handout/operations';
import { whereToEnter } from '../../handout/passphrase-words';
import { type Advised, withoutApp } from '../../handout/words-without-app';

type Source = 'broker' | 'standalone';

/** The same calls. */
export function wordFailures(operations: Operations, source: Source): Operations {
  const worded = Object.entries(operations).map(([name, run]) => [
    name,
    async (...args: Parameters<typeof run>) => {
      try {
        return await (run as (...given: typeof args) => Promise<unknown>)(...args);
      } catch (error) {
        if (!(error instanceof AxiomTokenError)) throw error;
        throw withRemedy(
          error,
          wordedRemedy(error.remedy, { source, call: name as CallName, waitMs: error.retryAfterMs }),
        );
      }
    },
  ]);
  return Object.fromEntries(worded) as Operations;
}

export interface Asked {
  readonly source: Source;
  readonly call: CallName;
  /** Until the next try makes sense. */
  readonly waitMs?: number | undefined;
}

export function wordedRemedy(remedy: string, { source, call, waitMs }: Asked, advised: Advised = 'failure'): string {
  const worded = whereToEnter(remedy, call, source);
  return source === 'standalone' ? withoutApp(worded, advised, waitMs) : worded;
}
