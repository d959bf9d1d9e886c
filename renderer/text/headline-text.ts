// The headline of a profile as it is read: the label of the table with its two blanks filled in.
import type { ProfileStatus } from '../../preload/contract/schemas';
import type { DateTexts } from './date-texts';
import { shortDuration } from './duration';

/** What the chip says. A blank that cannot be filled, because the expiry is unknown, takes its half-sentence with it. */
export function headlineText(profile: ProfileStatus, nowMs: number, dates: DateTexts): string {
  const { label } = profile.headline;
  if (!/\{(left|until)\}/.test(label)) return label;
  const { expiresAtMs } = profile;
  if (expiresAtMs === undefined) return label.replace(/(,.*| in) ?\{(left|until)\}.*$/, '');
  return label
    .replace('{left}', shortDuration(expiresAtMs - nowMs))
    .replace('{until}', dates.moment(expiresAtMs, nowMs));
}
