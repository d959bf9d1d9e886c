// The result of a press on the card, when the account's state does not show it. Pure; used by the row of buttons.
import type { Failure, Outcome, ProfileStatus } from '../../preload/contract/schemas';
import type { DateTexts } from '../text/date-texts';

/** `refreshed`: it worked. `just-now`: the tokens are so fresh that nothing was sent. `same`: the problem in the note above the card is unchanged. */
export type PressResult = 'refreshed' | 'just-now' | 'same';

/** How long it is shown, in milliseconds. */
export const RESULT_SHOWN_MS = 15_000;

/** The result of a press; `undefined` when it is visible elsewhere. `problem`: the problem shown before. */
export function pressResult(
  outcome: Outcome<unknown> | undefined,
  problem: Failure | undefined,
): PressResult | undefined {
  if (!outcome) return undefined;
  if (!outcome.ok) return outcome.failure.code === problem?.code ? 'same' : undefined;
  const { wasSent } = (outcome.value ?? {}) as { readonly wasSent?: boolean };
  if (wasSent === undefined) return undefined;
  return refreshResult(wasSent);
}

/** The result of a refresh that was answered. */
export function refreshResult(wasSent: boolean): PressResult {
  return wasSent ? 'refreshed' : 'just-now';
}

/** Whether the result is still true in this state. `problemCode`: of the problem at the press. */
export function isStillTrue(
  result: PressResult,
  { session, problem }: Pick<ProfileStatus, 'session' | 'problem'>,
  problemCode: Failure['code'] | undefined,
): boolean {
  if (session === 'paused') return false;
  if (result === 'same') return problem?.code === problemCode;
  return session === 'ok' || session === 'refreshing';
}

/** The result in words. */
export function pressWords(result: PressResult, atMs: number, dates: DateTexts): string {
  const at = dates.clockSecond(atMs);
  switch (result) {
    case 'refreshed':
      return `Refreshed at ${at}.`;
    case 'just-now':
      return 'Refreshed just now already; nothing was sent again.';
    case 'same':
      return `Tried at ${at}: still the same.`;
  }
}
