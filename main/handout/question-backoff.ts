// The backoff of questions: how long the user is not asked about a program again after a question had no answer. Pure; used by ask-with-backoff.ts.
import type { ConsentAnswer } from './consent';

/** The start of a pause between questions, and the number of questions without an answer. */
export interface QuestionBackoff {
  readonly sinceMs: number;
  readonly unanswered: number;
}

const FIRST_MS = 30_000;
const LONGEST_MS = 600_000;
/** After this time without a question the count starts again. */
const FORGOTTEN_AFTER_MS = 3_600_000;

/** The pause after an answer; `undefined`: there is none. Times are of the monotonic clock. */
export function backoffAfter(
  former: QuestionBackoff | undefined,
  answer: ConsentAnswer,
  nowMs: number,
): QuestionBackoff | undefined {
  if (answer.decision !== 'unanswered') return undefined;
  // The user was not disturbed in these cases, so nothing changes.
  if (answer.why !== 'timeout' && answer.why !== 'closed') return former;
  const isRecent = former !== undefined && nowMs - former.sinceMs < FORGOTTEN_AFTER_MS;
  return { sinceMs: nowMs, unanswered: isRecent ? former.unanswered + 1 : 1 };
}

/** The time left of the pause; 0: it is over. */
export function backoffLeftMs(rest: QuestionBackoff | undefined, nowMs: number): number {
  if (!rest) return 0;
  // The exponent is limited, so that the result stays finite.
  const restMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(rest.unanswered - 1, 10));
  return Math.max(0, rest.sinceMs + restMs - nowMs);
}

export function isForgotten({ sinceMs }: QuestionBackoff, nowMs: number): boolean {
  return nowMs - sinceMs >= FORGOTTEN_AFTER_MS;
}
