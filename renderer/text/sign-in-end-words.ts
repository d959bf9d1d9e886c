// The forecast of the next sign-in by hand, in one sentence. Pure.
import type { DateTexts } from './date-texts';
import { shortDuration } from './duration';

/** "Signed in until 21 Dec, 18:40, 2 days from now." */
export function signInEndWords(endsAtMs: number, nowMs: number, dates: DateTexts): string {
  return `Signed in until ${dates.moment(endsAtMs, nowMs)}, ${shortDuration(endsAtMs - nowMs)} from now.`;
}
