// Whether the copy that a move has left may go, told from the place in use: pure. Used by former-step.ts.
import type { Removal } from '../ports/profile-index';
import type { RemovalMark } from '../ports/removal-marks';
import { conflictOf, takeNewer } from '../tokens/found-record';
import { isOtherSignIn } from '../tokens/sign-in-name';
import type { TokenRecord } from '../tokens/token-record';
import { isNothingThere, type Observed } from './storage-step';

/** The profile's own place, looked at under its lock. */
export interface PlaceInUse {
  readonly observed: Observed;
  /** Sign-ins that were removed from it, by whatever process. */
  readonly marks: readonly RemovalMark[];
}

/** `stays`: others have moved the sign-in on from the place in use, perhaps to where this copy lies. `unknown`: this may be the last copy. */
export type CopyFate = 'goes' | 'stays' | 'unknown';

/** A copy goes where the place in use holds its sign-in no earlier than it, or where a person has removed or replaced that sign-in there. */
export function fateOfCopy(
  copy: TokenRecord,
  { signIn, sinceMs }: Removal,
  { observed, marks }: PlaceInUse,
  origin: string,
): CopyFate {
  const mark = marks.find((one) => one.signIn === signIn && one.atMs >= sinceMs);
  if (observed.kind === 'record') {
    const { record } = observed;
    if (conflictOf(record, copy, origin)) return 'unknown';
    if (!isOtherSignIn(record, copy)) return takeNewer(copy, record) ? 'unknown' : 'goes';
    return mark?.isMoved ? 'stays' : 'goes';
  }
  if (!isNothingThere(observed) || !mark) return 'unknown';
  return mark.isMoved ? 'stays' : 'goes';
}
