// A note above the card while everything is paused: what that means, and a "Resume" button if the card has none.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { AllPausedNote } from '../view/all-paused-note';

/** Whether the tokens are saved; the headline only says that everything is paused. */
function kept({ storage, place }: ProfileStatus): string {
  return storage === 'unsaved'
    ? `The newest tokens are in memory only, not yet in ${place.inSentence ?? `the ${place.noun}`}.`
    : 'Your tokens stay saved.';
}

/** The note; absent while nothing is paused. */
export function PausedNote({ profile }: { readonly profile: ProfileStatus }) {
  return (
    <AllPausedNote
      more={`${kept(profile)} Tokens that expire meanwhile are refreshed when you resume.`}
      hasResume={profile.headline.action === 'resume'}
    />
  );
}
