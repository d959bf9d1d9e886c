// A failure as it is said on the wire and printed with `--json`, and back. Pure.
import { AxiomTokenError, ERROR_CODES, type ErrorCode } from '../core/base/errors';
import { EXIT_OF_CODE, isTemporary } from './exit-codes';
import type { ErrorAnswer } from './protocol';

/** Who reads this may have no window. */
const IN_SETTINGS = 'choose another place in Settings';
const ELSEWHERE = 'choose another place with: axiom-tokens migrate sealed-file PATH, or in the window under Settings';

/** Of `failure`, only what a person may read: never its cause. */
export function toErrorAnswer(failure: AxiomTokenError): ErrorAnswer {
  const { code, message, remedy, retryAfterMs } = failure;
  return {
    schema: 'axiom-tokens.error.v1',
    code,
    exit: EXIT_OF_CODE[code],
    message,
    hint: remedy.replace(IN_SETTINGS, ELSEWHERE),
    temporary: isTemporary(code),
    retry_after_ms: retryAfterMs ?? null,
  };
}

/** The failure that such an answer tells. What is no such answer, or has a code of a later version, is `INTERNAL`, with the words that came. */
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
