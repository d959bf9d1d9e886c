// Above the card while this computer's clock is hours or years off Axiom's: by how much, and what to do. The tokens are judged by Axiom's time meanwhile.
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
      remedy="Your tokens are judged by Axiom’s time, so they stay valid and are refreshed in time. Set date and time in the settings of this computer: other programs may not work until then."
    />
  );
}
