// A note above the card while other users of this computer can read the token file: what that means, and a button that closes it.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { failureWords } from '../model/failure-place';
import { useApp } from '../state/app-context';
import { useCall } from '../state/use-call';
import { Button } from '../view/button';
import { Notice } from '../view/notice';

/** The note; absent while only the person can read the file. */
export function OpenFileNote({ profile }: { readonly profile: ProfileStatus }) {
  const { api, announce } = useApp();
  const call = useCall();
  if (!profile.isOpenToOthers) return null;
  // The note may be removed before the answer comes.
  const makePrivate = async () => {
    const outcome = await api.makePrivate({ profileId: profile.id });
    if (outcome.ok) announce('Only you can read the token file now.');
    return outcome;
  };
  return (
    <Notice
      tone="attention"
      message="Other users of this computer can read your token file."
      remedy={`Whoever reads ${profile.storePlace} can trade as you. Make it private. If somebody may have a copy already, signing out here does not stop it: ask Axiom to end your sessions.`}
    >
      <Button isBusy={call.isBusy} onPress={() => void call.run(makePrivate)}>
        Make it private
      </Button>
      {call.failure ? <Notice tone="bad" message={failureWords(call.failure)} isAlert /> : null}
    </Notice>
  );
}
