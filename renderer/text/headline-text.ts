// The headline of a profile as shown: its label with the two placeholders filled in. Pure; used by the chip and the announcer.
import type { ProfileStatus } from '../../preload/contract/schemas';
import type { DateTexts } from './date-texts';
import { shortDuration } from './duration';

/** When the expiry is unknown, the part of the label with the placeholder is left out. */
export function headlineText(profile: ProfileStatus, nowMs: number, dates: DateTexts): string {
  const { label } = profile.headline;
  if (!/\{(left|until)\}/.test(label)) return label;
  const { expiresAtMs } = profile;
  if (expiresAtMs === undefined) return label.replace(/(,.*| in) ?\{(left|until)\}.*$/, '');
  return label
    .replace('{left}', shortDuration(expiresAtMs - nowMs))
    .replace('{until}', dates.moment(expiresAtMs, nowMs));
}
