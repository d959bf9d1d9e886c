// Errors of the command line itself, which have no error code in the core; and every error as the object that `--json` prints.
import { AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import { toErrorAnswer as answerOf } from '../../handout/error-answer';
import type { ErrorAnswer } from '../../handout/protocol';

/** The exit code of each error. */
export const EXIT_OF_FAILURE = {
  /** The reader has closed stdout: end silently. */
  OUTPUT_CLOSED: 1,
  OUTPUT_FAILED: 1,
  TIMED_OUT: 124,
  EXEC_FAILED: 125,
  EXEC_NOT_EXECUTABLE: 126,
  EXEC_NOT_FOUND: 127,
} as const;

export type FailureName = keyof typeof EXIT_OF_FAILURE;

export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly code: FailureName;
  /** One sentence: what to do next. */
  readonly remedy: string;

  constructor(code: FailureName, message: string, remedy: string) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}

/** Wrong usage: exit code 2. */
export function usageError(message: string, remedy: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', { message, remedy });
}

/** Turns any error into the answer with message, exit code and remedy. Errors never contain secrets. */
export function toErrorAnswer(error: unknown): ErrorAnswer {
  if (!(error instanceof CommandFailure)) return answerOf(toAxiomTokenError(error));
  const { code, message, remedy } = error;
  return {
    schema: 'axiom-tokens.error.v1',
    code,
    exit: EXIT_OF_FAILURE[code],
    message,
    hint: remedy,
    temporary: code === 'TIMED_OUT',
    retry_after_ms: null,
  };
}
