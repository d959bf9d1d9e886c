// Turns what a handler threw into the failure that may cross to the window. Pure but for the log line.
import { AxiomTokenError } from '../../core/base/errors';
import type { Logger } from '../../core/ports/logger';
import type { Failure } from '../../../preload/contract/schemas';

/** What {@link toFailure} needs to tell a person and a log apart. */
export interface FailureReporter {
  readonly logger: Logger;
  /** A short number for the screen and the log, so that one is found by the other. */
  readonly makeErrorNumber: () => string;
}

/** The failure for the window. A typed error keeps its words; anything else becomes `INTERNAL` with a number and tells nothing of itself. */
export function toFailure(error: unknown, call: string, reporter: FailureReporter): Failure {
  if (error instanceof AxiomTokenError && error.code !== 'INTERNAL') {
    reporter.logger.info('a call ended with a failure', { call, code: error.code });
    return { code: error.code, message: error.message, remedy: error.remedy };
  }
  const number = reporter.makeErrorNumber();
  reporter.logger.error('a call failed inside the app', error, { call, number });
  const known = error instanceof AxiomTokenError ? error : new AxiomTokenError('INTERNAL');
  return { code: 'INTERNAL', message: `${known.message} (Number ${number}.)`, remedy: known.remedy };
}

/** A zod issue as it may be shown and logged: where and what kind, never the value. */
export function describeIssues(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly code?: string | undefined }[],
): string {
  return issues
    .slice(0, 3)
    .map(({ path, code }) => `${path.length === 0 ? 'input' : path.map(String).join('.')}: ${code ?? 'invalid'}`)
    .join(', ');
}
