// The headline of a profile as shown: its label with the placeholders filled in. Pure; used by the chip and the announcer.
import type { ProfileStatus } from '../../preload/contract/schemas';
import type { DateTexts } from './date-texts';
import { shortDuration } from './duration';

/** What is not known is left out of the label, with the words that lead to it. */
export function headlineText(profile: ProfileStatus, nowMs: number, dates: DateTexts): string {
  const { label } = profile.headline;
  if (label.includes('{at}')) {
    const { nextTryAtMs } = profile;
    if (nextTryAtMs === undefined) return label.replace(/ \w+ \{at\}$/, '');
    return label.replace('{at}', dates.exactMoment(nextTryAtMs, nowMs));
  }
  if (!/\{(left|until)\}/.test(label)) return label;
  const { expiresAtMs } = profile;
  if (expiresAtMs === undefined) return label.replace(/(,.*| in) ?\{(left|until)\}.*$/, '');
  return label
    .replace('{left}', shortDuration(expiresAtMs - nowMs))
    .replace('{until}', dates.moment(expiresAtMs, nowMs));
}
