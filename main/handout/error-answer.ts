// Converts a failure to its form on the wire and for `--json`, and back. Pure.
import { AxiomTokenError, ERROR_CODES, type ErrorCode } from '../core/base/errors';
import { EXIT_OF_CODE, isTemporary } from './exit-codes';
import type { ErrorAnswer } from './protocol';

const IN_DESKTOP = 'Start the app inside your desktop session, or choose another place in Settings.';
const IN_SETTINGS = 'choose another place in Settings';
const MIGRATE = 'axiom-tokens migrate sealed-file PATH';

/** A remedy for whoever may have no window. `commands`: those that choose another place. */
export function remedyForPrograms(remedy: string, commands?: string): string {
  const onServer = `On a desktop, start the app inside its session. On a server there is none: choose another place with: ${commands ?? MIGRATE}.`;
  return remedy
    .replace(IN_DESKTOP, () => onServer)
    .replace(
      IN_SETTINGS,
      () => `choose another place with: ${commands ?? `${MIGRATE}, or in the window under Settings`}`,
    );
}

/** The answer for a failure, without its cause, which may hold details that must not be shown. */
export function toErrorAnswer(failure: AxiomTokenError): ErrorAnswer {
  const { code, message, remedy, retryAfterMs } = failure;
  return {
    schema: 'axiom-tokens.error.v1',
    code,
    exit: EXIT_OF_CODE[code],
    message,
    hint: remedyForPrograms(remedy),
    temporary: isTemporary(code),
    // Rounded up: after this time the call must really be allowed.
    retry_after_ms: retryAfterMs === undefined ? null : Math.ceil(retryAfterMs),
  };
}

/** The failure from such an answer. Anything else, or a code of a later version, becomes `INTERNAL` with the message that came. */
export function fromErrorAnswer(answer: unknown): AxiomTokenError {
  const { code, message, hint, retry_after_ms: retry } = (answer ?? {}) as Partial<ErrorAnswer>;
  return new AxiomTokenError(isErrorCode(code) ? code : 'INTERNAL', {
    ...(typeof message === 'string' ? { message } : {}),
    ...(typeof hint === 'string' ? { remedy: hint } : {}),
    ...(typeof retry === 'number' ? { retryAfterMs: retry } : {}),
  });
}

function isErrorCode(code: unknown): code is ErrorCode {
  return ERROR_CODES.some((each) => each === code);
}
