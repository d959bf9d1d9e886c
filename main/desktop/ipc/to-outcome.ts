// Turns an error thrown by a handler into the failure that is sent to the window. Pure, except for the log entry.
import { AxiomTokenError } from '../../core/base/errors';
import type { Logger } from '../../core/ports/logger';
import type { Failure } from '../../../preload/contract/schemas';

/** Where {@link toFailure} logs. */
export interface FailureReporter {
  readonly logger: Logger;
  /** A short number, shown to the user and logged, that identifies the log entry. */
  readonly makeErrorNumber: () => string;
}

/** The failure for the window. A typed error keeps message and remedy; any other becomes `INTERNAL` with a number and no details. */
export function toFailure(error: unknown, call: string, reporter: FailureReporter): Failure {
  if (error instanceof AxiomTokenError && error.code !== 'INTERNAL') {
    reporter.logger.info('a call ended with a failure', { call, code: error.code });
    return { code: error.code, message: error.message, remedy: error.remedy };
  }
  const number = reporter.makeErrorNumber();
  reporter.logger.error('a call failed inside the app', error, { call, number });
  const known = error instanceof AxiomTokenError ? error : new AxiomTokenError('INTERNAL');
  return { code: 'INTERNAL', message: `${known.message} Error number: ${number}.`, remedy: known.remedy };
}

/** Zod issues for log and messages: path and kind, never the value. At most three. */
export function describeIssues(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly code?: string | undefined }[],
): string {
  return issues
    .slice(0, 3)
    .map(({ path, code }) => `${path.length === 0 ? 'input' : path.map(String).join('.')}: ${code ?? 'invalid'}`)
    .join(', ');
}
