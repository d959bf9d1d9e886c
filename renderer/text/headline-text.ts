// The headline of a profile as shown: its label with the placeholders filled in. Pure; used by the chip and the announcer.
import type { ProfileStatus } from '../../preload/contract/schemas';
import type { DateTexts } from './date-texts';
import { shortDuration } from './duration';

/** An unknown value is left out of the label, together with the words before it. */
export function headlineText(profile: ProfileStatus, nowMs: number, dates: DateTexts): string {
  const { label } = profile.headline;
  const { nextTryAtMs, expiresAtMs } = profile;
  const withNextTry =
    nextTryAtMs === undefined
      ? label.replace(/ \w+ \{at\}/, '')
      : label.replace('{at}', dates.exactMoment(nextTryAtMs, nowMs));
  if (expiresAtMs === undefined) return withNextTry.replace(/(,[^,]*| in) ?\{(left|until)\}.*$/, '');
  return withNextTry
    .replace('{left}', shortDuration(expiresAtMs - nowMs))
    .replace('{until}', dates.moment(expiresAtMs, nowMs));
}
