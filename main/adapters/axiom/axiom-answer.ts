// Classifies Axiom's answers: one pure function from call and answer to one typed result, by the table in the protocol notes.
// Used by the gateway. It only decides whether an answer has tokens, not whether these are acceptable.
import { AxiomTokenError } from '../../core/base/errors';
import type { HttpResponse } from '../../core/ports/http-transport';
import type { Secret } from '../../core/base/secret';
import { WRONG_CLOCK_MS } from '../../core/tokens/expiry-policy';
import { type AxiomBody, readAxiomBody } from './axiom-answer-body';
import { type AnsweredCookie, readAnsweredCookies } from './axiom-cookies';
import { measureServerOffsetMs, readRetryAfterMs } from './axiom-server-time';

/** The call that was made: one of the two steps of the password sign-in, or the refresh. */
export type AxiomCall = 'password' | 'otp' | 'refresh';

/** A token in an answer, with the expiry of its cookie if it has one. */
export interface AnsweredToken {
  readonly value: Secret;
  readonly cookieExpiresAtMs?: number;
}

/** The meaning of an answer. `tokens` has at least one of the two. */
export type AxiomAnswer =
  | { readonly kind: 'otp-token'; readonly otpToken: Secret }
  | { readonly kind: 'tokens'; readonly access?: AnsweredToken; readonly refresh?: AnsweredToken }
  | { readonly kind: 'failed'; readonly error: AxiomTokenError };

/**
 * Classifies an answer. Only a 2xx with tokens is a success; after any failure no token may be replaced. `serverOffsetMs`: the clock skew (server minus local)
 * that counts for this answer.
 */
export function classifyAxiomAnswer(
  call: AxiomCall,
  response: HttpResponse,
  serverOffsetMs = measureServerOffsetMs(response) ?? 0,
): AxiomAnswer {
  const { status } = response;
  if (/challenge/i.test(response.headers['cf-mitigated'] ?? '')) return failed('BROWSER_REQUIRED');
  if (status === 429) return askedToWait(call, readRetryAfterMs(response));
  const isSuccess = status >= 200 && status <= 299;
  const body = readAxiomBody(response);
  if (isSuccess) {
    const carried = readCarriedTokens(call, response, body, serverOffsetMs);
    if (carried) return carried;
  }
  if (response.bodyFailure) return { kind: 'failed', error: response.bodyFailure };
  const known = recogniseErrorText(call, body);
  if (known) return known;
  if (isSuccess)
    return body.isHtml ? networkPage() : failed('BAD_RESPONSE', { message: 'Axiom answered without a token.' });
  if (status < 400 || status === 511) return networkPage();
  return classifyRefusal(call, status, body);
}

/** Only a refresh is tried again automatically. */
function askedToWait(call: AxiomCall, retryAfterMs: number): AxiomAnswer {
  if (call === 'refresh') return failed('RATE_LIMITED', { retryAfterMs });
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  const what = call === 'otp' ? 'Type the code again' : 'Sign in again';
  return failed('RATE_LIMITED', {
    remedy: `${what} in ${seconds} s: a sign-in is not repeated automatically. Your tokens are untouched.`,
    retryAfterMs,
  });
}

/** Classifies statuses from 400 on without a known error text. */
function classifyRefusal(call: AxiomCall, status: number, body: AxiomBody): AxiomAnswer {
  const hasJsonError = body.errorText !== undefined;
  if (status === 403 && !hasJsonError) return failed('BROWSER_REQUIRED');
  if (status === 401 && body.isHtml) return networkPage();
  if (call === 'refresh' && (status === 401 || status === 403)) return failed('UNAUTHORIZED');
  if (call === 'password' && status === 401 && hasJsonError) return failed('INVALID_CREDENTIALS');
  if (call === 'otp' && status <= 499 && hasJsonError) return failed('INVALID_OTP');
  const message =
    status >= 500 ? `Axiom has trouble (status ${status}).` : `Axiom did not accept the request (status ${status}).`;
  return failed('BAD_RESPONSE', { message });
}

/** Classifies by the error text, which counts before the status because Axiom answers a wrong password with status 500. */
function recogniseErrorText(call: AxiomCall, body: AxiomBody): AxiomAnswer | undefined {
  if (body.errorText === undefined) return undefined;
  if (/turnstile token is required/i.test(body.errorText)) return failed('BROWSER_REQUIRED');
  if (call === 'password' && /invalid email or password/i.test(body.errorText)) return failed('INVALID_CREDENTIALS');
  return undefined;
}

function readCarriedTokens(
  call: AxiomCall,
  response: HttpResponse,
  body: AxiomBody,
  serverOffsetMs: number,
): AxiomAnswer | undefined {
  const nowMs = response.receivedAtMs + serverOffsetMs;
  const cookies = readAnsweredCookies(response.setCookies, nowMs, surelyPastMs(response, nowMs));
  if (call === 'password') {
    const otpToken = answeredToken(cookies.otp, body.otpToken)?.value;
    return otpToken && { kind: 'otp-token', otpToken };
  }
  const access = answeredToken(cookies.access, body.accessToken);
  const refresh = answeredToken(cookies.refresh, body.refreshToken);
  if (access || refresh) {
    return {
      kind: 'tokens',
      ...(access === undefined ? {} : { access }),
      ...(refresh === undefined ? {} : { refresh }),
    };
  }
  // A server that clears the access cookie without a new one has ended the session, unless its error text asks for something else.
  const isSessionEnded = call === 'refresh' && cookies.access?.kind === 'cleared' && !recogniseErrorText(call, body);
  return isSessionEnded ? failed('UNAUTHORIZED') : undefined;
}

/**
 * The time before which an expiry is certainly past. If the server's clock and ours contradict each other, the
 * earlier time counts. Without a date in the answer, our clock counts, minus a tolerance.
 */
function surelyPastMs(response: HttpResponse, nowMs: number): number {
  const saidOffsetMs = measureServerOffsetMs(response);
  return saidOffsetMs === undefined ? nowMs - WRONG_CLOCK_MS : Math.min(nowMs, response.receivedAtMs + saidOffsetMs);
}

/** The token of a cookie or JSON field. The cookie is the reliable source; the field counts only without a cookie. */
function answeredToken(cookie: AnsweredCookie | undefined, field: Secret | undefined): AnsweredToken | undefined {
  if (cookie?.kind === 'set') {
    const { value, expiresAtMs } = cookie;
    return { value, ...(expiresAtMs === undefined ? {} : { cookieExpiresAtMs: expiresAtMs }) };
  }
  return field && !cookie ? { value: field } : undefined;
}

function networkPage(): AxiomAnswer {
  return failed('BAD_RESPONSE', {
    message: 'A network page answered instead of Axiom.',
    remedy: 'Open a browser and sign in to this network, then try again. Your tokens are untouched.',
    isFromElsewhere: true,
  });
}

function failed(...[code, details]: ConstructorParameters<typeof AxiomTokenError>): AxiomAnswer {
  return { kind: 'failed', error: new AxiomTokenError(code, details) };
}
