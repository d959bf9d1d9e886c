// The deadline for calls to a file, and the error when its drive takes longer.
import { RETRY_ADVICE } from '../base/retry-advice';
import { AxiomTokenError } from '../base/errors';

/** A disk or network drive that takes longer counts as not answering. A keychain has other deadlines, because the user may be typing a password. */
export const FILE_DEADLINE_MS = 10_000;

const TRIED_AGAIN = RETRY_ADVICE.placeOfMemoryTokens;

/** The `TIMEOUT` error for a file whose drive does not answer. `place`: the file's path; `next`: what that means for the user. */
export function driveNotAnswering(place: string, next: string = TRIED_AGAIN): AxiomTokenError {
  return new AxiomTokenError('TIMEOUT', {
    message: `The disk or network drive of ${place} does not answer.`,
    remedy: `Check the drive and its connection. ${next}`,
  });
}
