// Above the card while everything is paused: what that means, and a "Resume" button when the card has none.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { useApp } from '../state/app-context';
import { useCall } from '../state/use-call';
import { Button } from '../view/button';
import { Notice } from '../view/notice';

/** The headline says that all is paused, and has no room for this. */
function kept({ storage, place }: ProfileStatus): string {
  return storage === 'unsaved'
    ? `The newest tokens are in memory only, not yet in ${place.inSentence ?? `the ${place.noun}`}.`
    : 'Your tokens stay saved.';
}

/** The note; absent while nothing is paused. */
export function PausedNote({ profile }: { readonly profile: ProfileStatus }) {
  const { api, snapshot } = useApp();
  const call = useCall();
  if (!snapshot.isPaused) return null;
  return (
    <Notice
      tone="idle"
      message="Everything is paused."
      remedy={`No token leaves this app and nothing is refreshed. ${kept(profile)} What runs out meanwhile is refreshed when you resume.`}
    >
      {profile.headline.action === 'resume' ? null : (
        <Button isBusy={call.isBusy} onPress={() => void call.run(() => api.resumeAll(undefined))}>
          Resume
        </Button>
      )}
    </Notice>
  );
}
