// A note above the card while this computer's clock is wrong by hours or years: by how much, and what to do.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { clockWords } from '../text/clock-words';
import { Notice } from '../view/notice';

/** The note; absent while the clock is right. */
export function ClockNote({ profile }: { readonly profile: ProfileStatus }) {
  const { clockBehindMs } = profile;
  if (clockBehindMs === undefined) return null;
  return (
    <Notice
      tone="attention"
      message={clockWords(clockBehindMs)}
      remedy="This app uses Axiom’s time instead. Correct the date and time in the settings of this computer: until then your own programs may treat valid tokens as expired, or expired ones as valid."
    />
  );
}
