// Every way in which the simulator can differ from the well-behaved demo server. Tests set them while it runs.

/** The API's calls, by what they are for. */
export type SimulatedCall = 'password' | 'otp' | 'refresh' | 'other';

/** What goes wrong with a request as a whole. */
export type FaultKind =
  /** 403 with an HTML page and `cf-mitigated: challenge`, until the request carries the clearance that the sign-in page gives to a browser. */
  | 'challenge'
  /** JSON `{"error": "Turnstile token is required"}`. */
  | 'turnstile'
  /** 429; `retryAfter` of the fault is its `Retry-After`. */
  | 'rate-limit'
  /** An error page with the fault's `status`. */
  | 'status'
  /** A network's sign-in page with status 200. */
  | 'captive-portal'
  /** A redirect to a network's sign-in page. */
  | 'captive-redirect'
  /** The connection is reset before the server has done anything. */
  | 'reset-before'
  /** The server does its work, then resets without a byte of answer: a rotated token is gone with it. */
  | 'lost-answer'
  /** The head of the answer with all its cookies arrives, the body breaks off. */
  | 'reset-mid-answer'
  /** Only the first bytes of the head arrive. */
  | 'reset-mid-head'
  /** The answer never comes. */
  | 'silence'
  /** The answer is sent in whole; after that nothing listens any more until `start()`. */
  | 'death-after-answer';

/** A fault and whom it hits. */
export interface Fault {
  readonly kind: FaultKind;
  /** All calls of the API unless given. */
  readonly calls?: readonly SimulatedCall[];
  /** How often; for ever unless given. */
  readonly times?: number;
  /** Chance from 0 to 1 that a request is hit, drawn from the seed; 1 unless given. */
  readonly chance?: number;
  readonly status?: number;
  readonly retryAfter?: string;
}

/** How it behaves. All may be changed at any time; times in milliseconds. */
export interface AxiomSwitches {
  fault: Fault | undefined;
  accessLifetimeMs: number;
  refreshLifetimeMs: number;
  isRotating: boolean;
  /** 401 to every refresh, as after a sign-out everywhere. */
  isRefusingRefresh: boolean;
  wrongPasswordStatus: 400 | 401 | 500;
  otpTokenAs: 'json' | 'cookie' | 'nowhere';
  /** Where answers carry tokens. `cookies` is what Axiom does. */
  tokensAs: 'cookies' | 'json';
  /** Which token cookies arrive. `emptied` have no value, `deleted` have `Max-Age=0`. */
  cookies: 'all' | 'only-access' | 'only-refresh' | 'none' | 'emptied' | 'deleted';
  /** `Set-Cookie` lines that the page of the site comes with. */
  siteCookies: readonly string[];
  refreshBody: 'string' | 'object' | 'empty';
  accessToken: 'good' | 'malformed' | 'without-exp' | 'huge' | 'older' | 'other-account';
  latencyMs: number;
  /** Server time minus local time: in tokens and in the `Date` header. */
  clockOffsetMs: number;
  /** Replaces the `Date` header; `null` leaves it out. */
  dateHeader: string | null | undefined;
}

/** Everything as the well-behaved server does it, with Axiom's lifetimes. */
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

/** Which call a path is. */
export function callOf(path: string): SimulatedCall {
  if (path === '/login-password-v2') return 'password';
  if (path === '/login-otp') return 'otp';
  return path === '/refresh-access-token' ? 'refresh' : 'other';
}
