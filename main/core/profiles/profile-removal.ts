// Decides whether a profile may be taken out of the list: only one that surely holds nothing. Pure; used by the ProfileRegistry.
import { AxiomTokenError } from '../base/errors';
import type { ProfileEntry } from '../ports/profile-index';
import type { StorageFacet } from '../status/state-facets';

/** What the decision rests on. */
export interface RemovalFacts {
  readonly name: string;
  readonly hasTokensInMemory: boolean;
  /** What the index says of its tokens. */
  readonly entry: Pick<ProfileEntry, 'hasTokens' | 'deletionPendingSinceMs'>;
  readonly storage: StorageFacet;
  readonly isDemo: boolean;
  /** Whether it is the only one that outlives this run. */
  readonly isLast: boolean;
}

/** Why the profile stays in the list (`INVALID_INPUT`), or `undefined` when it may go. */
export function removalRefusal(facts: RemovalFacts): AxiomTokenError | undefined {
  const { name, entry, storage, isDemo, isLast } = facts;
  // Also while they are being removed: a profile that is gone could not finish that.
  const mayHold = facts.hasTokensInMemory || entry.hasTokens || entry.deletionPendingSinceMs !== undefined;
  const isEmpty = !mayHold && storage === 'saved';
  if (isEmpty && !isDemo && !isLast) return undefined;
  return new AxiomTokenError('INVALID_INPUT', {
    message: isEmpty
      ? `${name} cannot be removed from the list.`
      : `${name} may still hold tokens, so it stays in the list.`,
    remedy: isEmpty ? 'Nothing was changed.' : 'Sign it out first. Nothing was changed.',
  });
}
