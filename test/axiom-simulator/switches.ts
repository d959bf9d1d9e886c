// All differences of the simulator from the well-behaved demo server. Tests set them while it runs.

/** The API's calls, by purpose. */
export type SimulatedCall = 'password' | 'otp' | 'refresh' | 'other';

/** A fault of a whole request. */
export type FaultKind =
  /** 403 with an HTML page and `cf-mitigated: challenge`, until the request has the clearance cookie that the sign-in page gives to a browser. */
  | 'challenge'
  /** JSON `{"error": "Turnstile token is required"}`. */
  | 'turnstile'
  /** 429; `retryAfter` of the fault is its `Retry-After`. */
  | 'rate-limit'
  /** An error page with the fault's `status`. */
  | 'status'
  /** A captive portal's page with status 200. */
  | 'captive-portal'
  /** A redirect to a captive portal. */
  | 'captive-redirect'
  /** The connection is reset before the server does anything. */
  | 'reset-before'
  /** The server handles the request, then resets without an answer: a rotated token is lost with it. */
  | 'lost-answer'
  /** The head of the answer with all cookies arrives, the body is cut off. */
  | 'reset-mid-answer'
  /** Only the first bytes of the head arrive. */
  | 'reset-mid-head'
  /** The answer never comes. */
  | 'silence'
  /** The answer is sent completely; after that nothing listens until `start()`. */
  | 'death-after-answer';

/** A fault and the requests it affects. */
export interface Fault {
  readonly kind: FaultKind;
  /** By default all calls of the API. */
  readonly calls?: readonly SimulatedCall[];
  /** How often; by default always. */
  readonly times?: number;
  /** Probability from 0 to 1 that a request is affected, drawn from the seed; by default 1. */
  readonly chance?: number;
  readonly status?: number;
  readonly retryAfter?: string;
}

/** The simulator's behaviour. Everything may be changed at any time; times in milliseconds. */
export interface AxiomSwitches {
  fault: Fault | undefined;
  accessLifetimeMs: number;
  refreshLifetimeMs: number;
  isRotating: boolean;
  /** 401 to every refresh, as after a sign-out everywhere. */
  isRefusingRefresh: boolean;
  wrongPasswordStatus: 400 | 401 | 500;
  otpTokenAs: 'json' | 'cookie' | 'nowhere';
  /** Where answers contain tokens. `cookies` is what Axiom does. */
  tokensAs: 'cookies' | 'json';
  /** Which token cookies arrive. `emptied` have no value, `deleted` have `Max-Age=0`. */
  cookies: 'all' | 'only-access' | 'only-refresh' | 'none' | 'emptied' | 'deleted';
  /** `Set-Cookie` lines of the site's page. */
  siteCookies: readonly string[];
  refreshBody: 'string' | 'object' | 'empty';
  accessToken: 'good' | 'malformed' | 'without-exp' | 'huge' | 'older' | 'other-account';
  latencyMs: number;
  /** Server time minus local time: in tokens and in the `Date` header. */
  clockOffsetMs: number;
  /** Replaces the `Date` header; `null` leaves it out. */
  dateHeader: string | null | undefined;
}

/** The behaviour of the well-behaved server, with Axiom's lifetimes. */
export function defaultSwitches(): AxiomSwitches {
  return {
    fault: undefined,
    accessLifetimeMs: 15 * 60_000,
    refreshLifetimeMs: 30 * 86_400_000,
    isRotating: true,
    isRefusingRefresh: false,
    wrongPasswordStatus: 500,
    otpTokenAs: 'json',
    tokensAs: 'cookies',
    cookies: 'all',
    siteCookies: [],
    refreshBody: 'string',
    accessToken: 'good',
    latencyMs: 0,
    clockOffsetMs: 0,
    dateHeader: undefined,
  };
}

/** The call of a path. */
export function callOf(path: string): SimulatedCall {
  if (path === '/login-password-v2') return 'password';
  if (path === '/login-otp') return 'otp';
  return path === '/refresh-access-token' ? 'refresh' : 'other';
}
