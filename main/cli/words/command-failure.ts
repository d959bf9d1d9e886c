// Failures of the command line itself, which no error code of the core names; and every failure as the one object that `--json` prints.
import { AxiomTokenError, toAxiomTokenError } from '../../core/base/errors';
import { toErrorAnswer as answerOf } from '../../handout/error-answer';
import type { ErrorAnswer } from '../../handout/protocol';

/** The exit code of each of them. */
export const EXIT_OF_FAILURE = {
  /** The reader of stdout has gone: the end is quiet. */
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
  /** What to do, one sentence. */
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

/** Any failure as its answer: words, exit code, and what to do. It holds no secret, because no error does. */
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
