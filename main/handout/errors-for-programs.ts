// Rewords the errors of the hand-out for the command line and the socket: names the account and the command that helps. Pure.
import { AxiomTokenError } from '../core/base/errors';
import type { Profile } from '../core/profiles/profile';
import { whereToEnter } from './passphrase-words';
import { typedWord } from './shell-quoting';
import type { HandoutRequest } from './gate';

type Request = Pick<HandoutRequest, 'profileId' | 'via' | 'minValidMs' | 'mayRefresh'>;

/** The same error, worded for the program that asked. `profiles`: all accounts. */
export function errorForProgram(
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
    case 'UNAUTHORIZED':
      return request.via === 'socket' && isFirstRefusal(profile) ? refusedOnce(profile) : refused(error, profile);
    case 'BROWSER_REQUIRED':
      return wantsBrowser(profile);
    case 'RATE_LIMITED':
      return askedToWait(error, request, profile);
    case 'STORAGE_LOCKED':
      return locked(error, request, profile);
    default:
      return error;
  }
}

/**
 * The error of a failed refresh, worded for the program that asked. After a first refusal the app tries again
 * automatically, so that one is not final.
 */
export function refreshFailure(error: AxiomTokenError, profile: Profile, isApp: boolean): AxiomTokenError {
  return errorForProgram(error, { profileId: profile.id, via: isApp ? 'socket' : 'command-line', minValidMs: 0 }, [
    profile,
  ]);
}

function isFirstRefusal({ refresher }: Profile): boolean {
  return refresher.sessionFacet === 'refused-once';
}

function refusedOnce(profile: Profile): AxiomTokenError {
  const leftMs = untilNextTryMs(profile);
  return new AxiomTokenError('BAD_RESPONSE', {
    message: `Axiom refused the refresh of ${profile.name} once.`,
    remedy: `The app asks again automatically${leftMs === undefined ? '' : ` in ${span(leftMs)}`}; only a second refusal counts. Try again then. The tokens are untouched.`,
    retryAfterMs: leftMs,
  });
}

/** A failure with its own message keeps that message. */
function refused(error: AxiomTokenError, { name }: Profile): AxiomTokenError {
  const { message, remedy, cause, host } = error;
  const usual = new AxiomTokenError('UNAUTHORIZED');
  return new AxiomTokenError('UNAUTHORIZED', {
    message: message === usual.message ? `Axiom refused the tokens of ${name}.` : `${name}: ${message}`,
    remedy: remedy === usual.remedy ? `Run: ${loginOf(name)}. The saved tokens are untouched until then.` : remedy,
    ...{ cause, host },
  });
}

function wantsBrowser({ name }: Profile): AxiomTokenError {
  return new AxiomTokenError('BROWSER_REQUIRED', {
    message: `Axiom wants to see a person sign in to ${name} in a browser window.`,
    remedy: `Run: ${loginOf(name)} --browser. The saved tokens are untouched.`,
  });
}

function askedToWait(error: AxiomTokenError, { via }: Request, profile: Profile): AxiomTokenError {
  if (error.unsent) return error;
  const leftMs = untilNextTryMs(profile) ?? error.retryAfterMs;
  const then = leftMs === undefined ? 'later' : `in ${span(leftMs)}`;
  return new AxiomTokenError('RATE_LIMITED', {
    message: `Axiom asks to wait before the next try for ${profile.name}.`,
    remedy: `${via === 'socket' ? `The app tries again automatically ${then}.` : `Run it again ${then}.`} The tokens are untouched.`,
    retryAfterMs: leftMs,
    cause: error.cause,
    host: error.host,
  });
}

function locked(error: AxiomTokenError, { via }: Request, { name }: Profile): AxiomTokenError {
  const { message, remedy, cause } = error;
  return new AxiomTokenError('STORAGE_LOCKED', {
    message: `${name}: ${message}`,
    remedy: whereToEnter(remedy, 'token.get', via === 'socket' ? 'broker' : 'standalone'),
    cause,
  });
}

/** How long until the next automatic try; `undefined` when none is planned, or it is due. */
function untilNextTryMs({ refresher, manager }: Profile): number | undefined {
  const atMs = refresher.failure && refresher.nextRefreshAtMs;
  const leftMs = (atMs ?? -Infinity) - (manager.serverNowMs() - manager.serverOffsetMs);
  return leftMs > 0 ? leftMs : undefined;
}

function loginOf(name: string): string {
  return `axiom-tokens login --as ${typedWord(name)}`;
}

function signedOut({ name }: Profile): AxiomTokenError {
  return new AxiomTokenError('NOT_AUTHENTICATED', {
    message: `${name} is signed out.`,
    remedy: `Run: ${loginOf(name)}.`,
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
