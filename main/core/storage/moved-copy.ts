// Decides from the present place whether the copy that a move left at the former place may be removed. Pure. Used by former-step.ts.
import type { Removal } from '../ports/profile-index';
import type { RemovalMark } from '../ports/removal-marks';
import { conflictOf, takeNewer } from '../tokens/found-record';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import { isNothingThere, type Observed } from './storage-step';

/** The profile's present place, as it was read under its lock. */
export interface PlaceInUse {
  readonly observed: Observed;
  /** The removal marks of that place, by any process. */
  readonly marks: readonly RemovalMark[];
}

/** `keep`: another program has moved the sign-in away from the present place, perhaps to where this copy is. `unknown`: this may be the last copy. */
export type CopyDecision = 'remove' | 'keep' | 'unknown';

/** A copy may be removed (`remove`) if the present place has the same sign-in, not older than the copy, or if the user removed or replaced that sign-in there. */
export function decideCopy(
  copy: TokenRecord,
  { signIn, sinceMs }: Removal,
  { observed, marks }: PlaceInUse,
  origin: string,
): CopyDecision {
  const mark = marks.find((one) => one.signIn === signIn && one.atMs >= sinceMs);
  if (observed.kind === 'record') {
    const { record } = observed;
    if (conflictOf(record, copy, origin)) return 'unknown';
    if (!isOtherSignIn(record, copy)) return takeNewer(copy, record) ? 'unknown' : 'remove';
    return mark?.isMoved ? 'keep' : 'remove';
  }
  if (!isNothingThere(observed) || !mark) return 'unknown';
  return mark.isMoved ? 'keep' : 'remove';
}
