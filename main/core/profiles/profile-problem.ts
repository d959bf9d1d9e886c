// The present problem of a profile, in words: what the window tells under its title, and `status` beside it.
import type { AxiomTokenError, ErrorCode } from '../base/errors';
import { HEADLINE_TABLE } from '../status/headline-table';
import type { SessionFacet } from '../status/state-facets';
import type { Profile } from './profile';

/** A failure as it is told. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly remedy: string;
}

/** Once is not twice: servers that are being changed refuse good tokens for a moment. */
const REFUSED_ONCE: Failure = {
  code: 'UNAUTHORIZED',
  message: 'Axiom refused the refresh once.',
  remedy: 'It is asked again by itself before that counts. Until then nothing is removed.',
};

/** For failures after which the app tries again by itself. */
const TRIED_AGAIN = 'It is tried again by itself. Your tokens are untouched.';

/** The problem, and whether it is only beside tokens that are well. */
interface Problem {
  readonly problem?: Failure;
  readonly isAsideOnly?: true;
}

/** The present problem. That of the place first, because it can lose the sign-in; last what is only not remembered, or not removed elsewhere. */
export function problemOf({ manager, refresher }: Profile, session: SessionFacet): Problem {
  const { storageFailure, storageFacet } = manager;
  const { isSettling } = manager.storage;
  if (storageFailure && !isSettling && storageFacet !== 'saved') return { problem: toFailure(storageFailure) };
  // While paused nothing is tried, so there is nothing to say of the last try either.
  const isTold = session !== 'paused' && !(isSettling && refresher.sessionFacet === 'held-up');
  const failure = isTold ? refresher.failure : undefined;
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

/** A failed refresh in the words of its headline. */
function ofRefresh(failure: AxiomTokenError): Failure {
  const told = toFailure(failure);
  if (failure.code === 'TIMEOUT') return { ...told, remedy: TRIED_AGAIN };
  if (failure.code !== 'BAD_RESPONSE' || failure.isFromElsewhere) return told;
  const { facet } = HEADLINE_TABLE['server-trouble'];
  const message = told.message.startsWith(facet) ? told.message : `${facet}. ${told.message}`;
  return { ...told, message, remedy: TRIED_AGAIN };
}

/** The failure as it is told. */
export function toFailure(error: AxiomTokenError): Failure {
  return { code: error.code, message: error.message, remedy: error.remedy };
}
