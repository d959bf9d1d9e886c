// What came out of a press on the card, where the state of the account does not say it. Pure; used by the row of buttons.
import type { Failure, Outcome, ProfileStatus } from '../../preload/contract/schemas';
import type { DateTexts } from '../text/date-texts';

/** `refreshed`: it worked. `just-now`: the tokens are so fresh that nothing was sent. `same`: what the note above the card says already. */
export type PressResult = 'refreshed' | 'just-now' | 'same';

/** How long it is shown, in milliseconds. */
export const RESULT_SHOWN_MS = 15_000;

/** The result of a press; `undefined` where something else tells it. `problem`: what the note above the card said before. */
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

/** Of a refresh that was answered. */
export function refreshResult(wasSent: boolean): PressResult {
  return wasSent ? 'refreshed' : 'just-now';
}

/** Whether it still holds in this state. `problemCode`: of the problem that was tried. */
export function holdsStill(
  result: PressResult,
  { session, problem }: Pick<ProfileStatus, 'session' | 'problem'>,
  problemCode: Failure['code'] | undefined,
): boolean {
  if (session === 'paused') return false;
  if (result === 'same') return problem?.code === problemCode;
  return session === 'ok' || session === 'refreshing';
}

/** The words for it. */
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
