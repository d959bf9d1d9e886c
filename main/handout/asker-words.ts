// Rewords the errors of the hand-out for the command line and the socket: names the account and the command that helps. Pure.
import { AxiomTokenError } from '../core/base/errors';
import type { Profile } from '../core/profiles/profile';
import { typedWord } from './shell-quoting';
import type { HandoutRequest } from './gate';

type Request = Pick<HandoutRequest, 'profileId' | 'via' | 'minValidMs' | 'mayRefresh'>;

/** The error in words for the asker. `profiles`: all accounts. */
export function inProgramWords(
  error: AxiomTokenError,
  request: Request,
  profiles: readonly Profile[],
): AxiomTokenError {
  const profile = profiles.find(({ id }) => id === request.profileId);
  const isFromOutside = request.via === 'socket' || request.via === 'command-line';
  if (!profile || !isFromOutside) return error;
  switch (error.code) {
    case 'NOT_AUTHENTICATED':
      return signedOut(profile);
    case 'TOKEN_EXPIRED':
      return endsTooSoon(error, request, profile);
    default:
      return error;
  }
}

function signedOut({ name }: Profile): AxiomTokenError {
  return new AxiomTokenError('NOT_AUTHENTICATED', {
    message: `${name} is signed out.`,
    remedy: `Run: axiom-tokens login --as ${typedWord(name)}.`,
  });
}

function endsTooSoon(
  error: AxiomTokenError,
  { minValidMs, mayRefresh }: Request,
  { manager }: Profile,
): AxiomTokenError {
  const { issuedAtMs, expiresAtMs } = manager.getTokens() ?? {};
  const lifeMs = issuedAtMs === undefined || expiresAtMs === undefined ? undefined : expiresAtMs - issuedAtMs;
  if (lifeMs !== undefined && lifeMs <= minValidMs) {
    return new AxiomTokenError('TOKEN_EXPIRED', {
      message: `Axiom's tokens last ${span(lifeMs)}, and one that is valid for ${span(minValidMs)} was asked for.`,
      remedy: 'Ask for less with --min-valid.',
    });
  }
  if (mayRefresh !== false) return error;
  return new AxiomTokenError('TOKEN_EXPIRED', {
    message: 'The current token is not valid for long enough, and the request did not allow a refresh.',
    remedy: 'Leave out --no-refresh, or ask for less with --min-valid.',
  });
}

function span(ms: number): string {
  return ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`;
}
