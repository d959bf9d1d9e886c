// For how long a program is not asked about again after nobody has answered. Pure; resting-questions.ts keeps it.
import type { ConsentAnswer } from './consent';

/** Since when nobody is asked, and after how many questions without an answer. */
export interface QuestionRest {
  readonly sinceMs: number;
  readonly unanswered: number;
}

const FIRST_MS = 30_000;
const LONGEST_MS = 600_000;
/** Who has asked nothing for so long begins anew. */
const FORGOTTEN_AFTER_MS = 3_600_000;

/** What follows for the next question; `undefined`: it is asked. Times are of the monotonic clock. */
export function restAfter(
  former: QuestionRest | undefined,
  answer: ConsentAnswer,
  nowMs: number,
): QuestionRest | undefined {
  if (answer.decision !== 'unanswered') return undefined;
  // Nobody was disturbed then.
  if (answer.why !== 'timeout' && answer.why !== 'closed') return former;
  const isRecent = former !== undefined && nowMs - former.sinceMs < FORGOTTEN_AFTER_MS;
  return { sinceMs: nowMs, unanswered: isRecent ? former.unanswered + 1 : 1 };
}

/** How long it still lasts; 0: it is over. */
export function restLeftMs(rest: QuestionRest | undefined, nowMs: number): number {
  if (!rest) return 0;
  // The power is bounded, so that it stays a number however often.
  const restMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(rest.unanswered - 1, 10));
  return Math.max(0, rest.sinceMs + restMs - nowMs);
}

export function isForgotten({ sinceMs }: QuestionRest, nowMs: number): boolean {
  return nowMs - sinceMs >= FORGOTTEN_AFTER_MS;
}
