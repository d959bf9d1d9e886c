// The end of a sign-in as a sentence. Pure; used by sign-in-end-note.tsx.
import type { DateTexts } from './date-texts';
import { shortDuration } from './duration';

/** "Signed in until 21 Dec, 18:40, 2 days from now." */
export function signInEndWords(endsAtMs: number, nowMs: number, dates: DateTexts): string {
  return `Signed in until ${dates.moment(endsAtMs, nowMs)}, ${shortDuration(endsAtMs - nowMs)} from now.`;
}
