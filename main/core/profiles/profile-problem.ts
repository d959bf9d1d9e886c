// The present problem of a profile in words, for the window (under its title) and for the command `status`.
import { RETRY_ADVICE } from '../base/retry-advice';
import type { AxiomTokenError, ErrorCode } from '../base/errors';
import { HEADLINE_TABLE } from '../status/headline-table';
import type { SessionFacet } from '../status/state-facets';
import type { Profile } from './profile';

/** A failure as it is shown. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
}

/** A first refusal is not final: a server may refuse good tokens for a moment, for example during an update. */
const REFUSED_ONCE: Failure = {
  code: 'UNAUTHORIZED',
  message: 'Axiom refused the refresh once.',
  remedy: `${RETRY_ADVICE.secondRefusal} Until then nothing is removed.`,
};

/** For failures after which the app tries again by itself. */
const TRIED_AGAIN = `${RETRY_ADVICE.place} Your tokens are untouched.`;

/** The problem. `isAsideOnly`: the tokens themselves are fine. */
interface Problem {
  readonly problem?: Failure;
  readonly isAsideOnly?: true;
}

/** The present problem. One of the place comes first, because it can lose the sign-in. Last comes a removal elsewhere or an index entry that is not done yet. */
export function problemOf({ manager, refresher }: Profile, session: SessionFacet): Problem {
  const { storageFailure, storageFacet } = manager;
  const { isSettling } = manager.storage;
  if (storageFailure && !isSettling && storageFacet !== 'saved') return { problem: toFailure(storageFailure) };
  // While paused nothing is tried, so the last failure is not shown either.
  const isShown = session !== 'paused' && !(isSettling && refresher.sessionFacet === 'held-up');
  const failure = isShown ? refresher.failure : undefined;
  const hasEnded = manager.getTokens() !== undefined && session === 'needs-sign-in';
  if (hasEnded && failure?.code !== 'UNAUTHORIZED') {
    return {
      problem: {
        code: 'UNAUTHORIZED',
        message: 'This sign-in has reached its end.',
        remedy: 'Sign in again. Until then nothing is removed.',
      },
    };
  }
  if (failure) return { problem: session === 'refused-once' ? REFUSED_ONCE : ofRefresh(failure) };
  return storageFailure && !isSettling ? { problem: toFailure(storageFailure), isAsideOnly: true } : {};
}

/** A failed refresh, in the same words as its headline. */
function ofRefresh(failure: AxiomTokenError): Failure {
  const shown = toFailure(failure);
  if (failure.code === 'TIMEOUT') return { ...shown, remedy: TRIED_AGAIN };
  if (failure.code !== 'BAD_RESPONSE' || failure.isFromElsewhere) return shown;
  const { facet } = HEADLINE_TABLE['server-trouble'];
  const message = shown.message.startsWith(facet) ? shown.message : `${facet}. ${shown.message}`;
  return { ...shown, message, remedy: TRIED_AGAIN };
}

/** The failure without what is only for the log. */
export function toFailure(error: AxiomTokenError): Failure {
  return { code: error.code, message: error.message, remedy: error.remedy };
}
