// The one class of typed errors, used everywhere. Callers decide by `code`.
// It must never carry a secret: messages are fixed texts, details name hosts, paths and statuses only.
import { RETRY_ADVICE } from './retry-advice';

const TABLE = {
  TOKEN_NOT_FOUND: ['There are no tokens for this account.', 'Sign in.'],
  TOKEN_EXPIRED: [
    'There is no access token that is valid for long enough right now.',
    `${RETRY_ADVICE.refreshed} If this continues, sign in again.`,
  ],
  INVALID_TOKEN: [
    'This is not a token that Axiom issues.',
    'Copy the whole token again, without spaces or line breaks.',
  ],
  INVALID_CREDENTIALS: ['Axiom did not accept this e-mail and password.', 'Check both and try again.'],
  OTP_REQUIRED: ['Axiom asks for the 6-digit code.', 'Type the code from the e-mail that Axiom sent.'],
  INVALID_OTP: ['Axiom did not accept this code.', 'Type the newest code, or ask for another one.'],
  UNAUTHORIZED: ['Axiom refused the tokens.', 'Sign in again. Your saved tokens are untouched until you do.'],
  NOT_AUTHENTICATED: ['This account is signed out.', 'Sign in.'],
  BROWSER_REQUIRED: ['Axiom wants to check that you are a person.', 'Sign in with a browser window.'],
  RATE_LIMITED: ['Axiom asks to wait before the next try.', `${RETRY_ADVICE.later} Your tokens are untouched.`],
  NETWORK: ['Axiom cannot be reached.', 'Check the internet connection. Your tokens are untouched.'],
  TIMEOUT: ['Axiom did not answer in time.', 'Try again in a moment. Your tokens are untouched.'],
  BAD_RESPONSE: ["Axiom's answer could not be understood.", 'Try again in a moment. Your tokens are untouched.'],
  WRONG_ACCOUNT: ['These tokens belong to another account.', 'Add the other account as one of its own.'],
  WRONG_ORIGIN: ['These tokens belong to another server.', 'Add an account of its own for the other server.'],
  STORAGE_UNAVAILABLE: [
    'The place where tokens are kept does not answer.',
    'Retry in a moment, or choose another place in Settings. Your tokens are untouched.',
  ],
  STORAGE_LOCKED: [
    'The place where tokens are kept is locked or cannot be read.',
    'Unlock it and retry. Your tokens are untouched.',
  ],
  STORAGE_DENIED: [
    'Access to the place where tokens are kept was denied.',
    'Allow access and retry. Your tokens are untouched.',
  ],
  STORAGE_CORRUPT: [
    'The saved sign-in is damaged.',
    'Restore a backup, or sign in again. The damaged entry stays until then.',
  ],
  STORAGE_FULL: [
    'There is no space left to save the tokens.',
    'Free some space and retry. What was saved before is untouched.',
  ],
  SECRET_TOO_LARGE: ['This is larger than any Axiom token.', 'Check what was copied.'],
  BACKUP_WRONG_PASSPHRASE: [
    'The passphrase does not open this backup.',
    'Check the passphrase and try again. Nothing was changed.',
  ],
  BACKUP_CORRUPT: ['This file is damaged or is not a backup of this app.', 'Choose another file. Nothing was changed.'],
  BACKUP_UNSUPPORTED: [
    'This backup was made by a newer version of the app.',
    'Update the app, then restore. Nothing was changed.',
  ],
  PAUSED: ['Handing out tokens is paused.', 'Resume first.'],
  DENIED: [
    'This program may not have tokens of this account.',
    'Allow it under "Programs" in the window, or with: axiom-tokens consumers allow.',
  ],
  NOT_ANSWERED: [
    'Nobody answered whether this program may have a token.',
    'Try again when somebody can answer in the window, or allow the program there first.',
  ],
  BROKER_UNAVAILABLE: [
    'Axiom Token Manager cannot be reached over its socket.',
    'Start the app, or continue without it with --standalone.',
  ],
  CANCELLED: ['Cancelled. Nothing was changed.', 'Start again when you like.'],
  INVALID_INPUT: ['This input is not usable.', 'Correct it and try again. Nothing was changed.'],
  INTERNAL: [
    'Something went wrong inside the app.',
    'Try again. If this continues, report it, with the error number if one is shown.',
  ],
} as const satisfies Record<string, readonly [message: string, remedy: string]>;

/** Stable names of everything that can go wrong. Part of the public interface (IPC, command line). */
export type ErrorCode = keyof typeof TABLE;

/** All codes, for schemas and tables. */
export const ERROR_CODES = Object.keys(TABLE) as [ErrorCode, ...ErrorCode[]];

/** Details beyond the code. None may hold a secret. */
export interface ErrorDetails {
  /** Replaces the code's default message: what happened, for a person. */
  readonly message?: string;
  /** Replaces the code's default remedy. */
  readonly remedy?: string;
  /** The caught error. Goes to the log after redaction, never to the screen. */
  readonly cause?: unknown;
  /** How long the server asked to wait, in milliseconds (`RATE_LIMITED`). */
  readonly retryAfterMs?: number | undefined;
  /** True when it is certain that the request never left this computer (`NETWORK`: another host may then be tried). */
  readonly unsent?: boolean;
  /** True when something between this computer and the server answered instead, such as a captive portal (`BAD_RESPONSE`). */
  readonly isFromElsewhere?: boolean;
  /** The Axiom host that gave this answer; absent when no host answered. */
  readonly host?: string | undefined;
  /** True when the place answered, but the saved tokens are not there (`STORAGE_*`): they are hidden, or another program removed them. */
  readonly isMissing?: boolean;
  /** True when they are certainly gone and not only hidden: the place shows its other content. */
  readonly isDeleted?: boolean;
}

/** A failure with a stable `code`, a message that a person understands and the next step. */
export class AxiomTokenError extends Error {
  override readonly name = 'AxiomTokenError';
  readonly code: ErrorCode;
  /** The thing to do next, one sentence. */
  readonly remedy: string;
  readonly retryAfterMs: number | undefined;
  readonly unsent: boolean;
  readonly isFromElsewhere: boolean;
  readonly host: string | undefined;
  readonly isMissing: boolean;
  readonly isDeleted: boolean;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(details.message ?? TABLE[code][0], details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.remedy = details.remedy ?? TABLE[code][1];
    this.retryAfterMs = details.retryAfterMs;
    this.unsent = details.unsent ?? false;
    this.isFromElsewhere = details.isFromElsewhere ?? false;
    this.host = details.host;
    this.isMissing = details.isMissing ?? false;
    this.isDeleted = details.isDeleted ?? false;
  }
}

/** The error itself when it is one of ours, else `INTERNAL` with the original as `cause`. */
export function toAxiomTokenError(error: unknown): AxiomTokenError {
  return error instanceof AxiomTokenError ? error : new AxiomTokenError('INTERNAL', { cause: error });
}

/** The same failure with the Axiom host that answered. */
export function answeredBy(host: string, failure: AxiomTokenError): AxiomTokenError {
  const { code, message, remedy, cause, retryAfterMs, unsent } = failure;
  return new AxiomTokenError(code, { message, remedy, cause, retryAfterMs, unsent, host });
}

/** The same failure with this remedy; itself if that is its remedy already. */
export function withRemedy(failure: AxiomTokenError, remedy: string): AxiomTokenError {
  const { code, message, retryAfterMs } = failure;
  if (remedy === failure.remedy) return failure;
  return new AxiomTokenError(code, { message, remedy, cause: failure, retryAfterMs });
}
