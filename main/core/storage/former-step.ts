// The next step at a place that a profile has left, or where a sign-in is still to be removed: pure, for one removal.
// former-places.ts takes the steps.
import type { AxiomTokenError } from '../base/errors';
import type { Removal } from '../ports/profile-index';
import { conflictOf, takeNewer } from '../tokens/found-record';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import { above } from './step-between';
import { isToBeRemoved, type Looked } from './storage-step';

/** What is known when a removal is to go on. */
export interface FormerSituation {
  readonly removal: Removal;
  readonly observed: Looked;
  /** The record that is sealed under the key of the one that lies there, or beside the journal. */
  readonly sealed?: TokenRecord | undefined;
  /** What is in memory now. */
  readonly present: TokenRecord | undefined;
  readonly origin: string;
  /** How a record's sign-in is named; see sign-in-name.ts. */
  readonly nameOf: (record: TokenRecord) => string;
}

/** What is done next with a removal. */
export type FormerStep =
  | { readonly kind: 'delete'; readonly record: TokenRecord }
  /** In its place comes a later sign-in, which another program could only seal. */
  | { readonly kind: 'replace'; readonly record: TokenRecord; readonly by: TokenRecord }
  /** Memory takes what is newer here, before it goes. */
  | { readonly kind: 'reload'; readonly record: TokenRecord }
  /** Nothing is left to remove. */
  | { readonly kind: 'over' }
  | { readonly kind: 'wait'; readonly failure: AxiomTokenError };

/** The next step of a removal, for a place that was looked at under its lock. */
export function nextFormerStep(situation: FormerSituation): FormerStep {
  const { removal, observed, present, origin, nameOf } = situation;
  switch (observed.kind) {
    case 'absent':
      return { kind: 'over' };
    case 'blocked':
    case 'damaged':
      return { kind: 'wait', failure: observed.failure };
    case 'record': {
      const { record } = observed;
      if (!isToBeRemoved(record, removal, origin, nameOf)) return { kind: 'over' };
      // A person who has signed in anew since the move: what was left is past.
      const isKept = removal.reason !== 'signed-out' && present !== undefined && !isOtherSignIn(record, present);
      const newer = isKept ? takeNewer(record, present) : undefined;
      return newer ? { kind: 'reload', record: newer } : stepAway(situation, record);
    }
  }
}

/** The record goes. */
function stepAway({ removal, sealed, origin, nameOf }: FormerSituation, record: TokenRecord): FormerStep {
  const isLeft = sealed && isOtherSignIn(sealed, record) && !conflictOf(sealed, record, origin);
  const isMeant = sealed && isToBeRemoved(sealed, removal, origin, nameOf);
  return isLeft && !isMeant ? { kind: 'replace', record, by: above(sealed, record) } : { kind: 'delete', record };
}
