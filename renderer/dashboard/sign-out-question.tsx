// The question before a sign-out, shown instead of the buttons: what is removed and what stays.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ProfileStatus } from '../../preload/contract/schemas';
import { failureWords } from '../model/failure-place';
import { useApp } from '../state/app-context';
import { useCall } from '../state/use-call';
import { Button } from '../view/button';
import { Notice } from '../view/notice';

/** Calls `onClose` after the sign-out, or when it is cancelled. */
export function SignOutQuestion({
  profile,
  onClose,
}: {
  readonly profile: ProfileStatus;
  readonly onClose: () => void;
}) {
  const { api } = useApp();
  const call = useCall();
  const cancelButton = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => cancelButton.current?.focus(), []);
  const signOut = async () => {
    const outcome = await call.run(() => api.signOut({ profileId: profile.id }));
    if (outcome?.ok) onClose();
  };
  const { place, storePlace } = profile;
  const places = place.isLasting ? `from memory and from ${place.inSentence ?? storePlace}` : 'from memory';
  return (
    <div
      class="card-foot question"
      role="group"
      aria-labelledby="sign-out-title"
      aria-describedby="sign-out-text"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id="sign-out-title">Sign out of {profile.name}?</h2>
      <p id="sign-out-text">
        Its tokens are removed {places}. The profile stays in the list. To use it again you sign in again, or restore a
        backup that is still fresh.
      </p>
      {call.failure ? <Notice tone="bad" message={failureWords(call.failure)} isAlert /> : null}
      <div class="actions">
        <Button kind="danger" isBusy={call.isBusy} onPress={() => void signOut()}>
          {call.isBusy ? 'Signing out…' : 'Sign out'}
        </Button>
        <Button buttonRef={cancelButton} onPress={onClose}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
