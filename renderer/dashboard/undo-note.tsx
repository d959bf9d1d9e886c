// A note above the card while the tokens that the last sign-in replaced are kept: a button that restores them.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { failureWords } from '../model/failure-place';
import { useApp } from '../state/app-context';
import { useCall } from '../state/use-call';
import { Button } from '../view/button';
import { Notice } from '../view/notice';

/** The note; absent once Axiom has refreshed the new tokens. */
export function UndoNote({ profile }: { readonly profile: ProfileStatus }) {
  const { api, announce } = useApp();
  const call = useCall();
  if (!profile.canUndoSignIn) return null;
  const undo = async () => {
    const outcome = await call.run(() => api.undoSignIn({ profileId: profile.id }));
    if (outcome?.ok) announce('The earlier tokens are in use again.');
  };
  return (
    <Notice
      tone="info"
      message="These tokens have replaced earlier ones."
      remedy={
        call.failure === undefined
          ? 'The earlier ones are kept until Axiom has refreshed these once. “Undo” restores them.'
          : failureWords(call.failure)
      }
    >
      <Button isBusy={call.isBusy} onPress={() => void undo()}>
        Undo
      </Button>
    </Notice>
  );
}
