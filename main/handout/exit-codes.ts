// The exit codes of `axiom-tokens`, one for each error code. Help, man page, JSON output and broker use this table.
import type { ErrorCode } from '../core/base/errors';

/** The exit code of each error code. */
export const EXIT_OF_CODE: Readonly<Record<ErrorCode, number>> = {
  INTERNAL: 1,
  INVALID_INPUT: 2,
  CANCELLED: 2,
  SECRET_TOO_LARGE: 2,
  INVALID_TOKEN: 2,
  BACKUP_WRONG_PASSPHRASE: 2,
  BACKUP_CORRUPT: 2,
  BACKUP_UNSUPPORTED: 2,
  TOKEN_NOT_FOUND: 3,
  NOT_AUTHENTICATED: 3,
  UNAUTHORIZED: 4,
  INVALID_CREDENTIALS: 4,
  OTP_REQUIRED: 4,
  INVALID_OTP: 4,
  BROWSER_REQUIRED: 5,
  DENIED: 6,
  PAUSED: 7,
  STORAGE_UNAVAILABLE: 8,
  STORAGE_LOCKED: 8,
  STORAGE_DENIED: 8,
  STORAGE_CORRUPT: 8,
  STORAGE_FULL: 8,
  NETWORK: 9,
  TIMEOUT: 9,
  RATE_LIMITED: 9,
  BAD_RESPONSE: 9,
  TOKEN_EXPIRED: 10,
  BROKER_UNAVAILABLE: 11,
  WRONG_ACCOUNT: 12,
  WRONG_ORIGIN: 12,
  NOT_ANSWERED: 13,
};

/** The meaning of each exit code, for help and man page. */
export const EXIT_MEANINGS: readonly (readonly [code: number, meaning: string])[] = [
  [0, 'done'],
  [1, 'something went wrong inside the program'],
  [2, 'wrong usage or unusable input'],
  [3, 'there is no such account, or it has no tokens'],
  [4, 'a person must sign in: Axiom refused the tokens or what was typed'],
  [5, 'Axiom wants to see a person in a browser window'],
  [6, 'denied by a person or a rule'],
  [7, 'everything is paused'],
  [8, 'the place of the tokens is locked, unavailable or damaged'],
  [9, 'temporary: offline, asked to wait, or trouble at Axiom'],
  [10, 'there is a token, but not one that is valid for as long as asked for'],
  [11, 'the app cannot be reached over its socket, or is too old'],
  [12, 'the tokens are of another account or another server'],
  [13, 'nobody answered whether the program may have a token'],
  [124, 'the time of --timeout ran out'],
  [125, 'exec: there was a token, but the program could not be started'],
  [126, 'exec: the program cannot be executed'],
  [127, 'exec: there is no such program'],
];

/** Whether the same call may succeed later by itself. */
export function isTemporary(code: ErrorCode): boolean {
  return EXIT_OF_CODE[code] === 9;
}
