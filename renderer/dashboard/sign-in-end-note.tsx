// A note above the card some days before the sign-in ends: when, and a button to sign in again. The current tokens stay until then.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { useApp } from '../state/app-context';
import { DEMO_PROFILE_ID } from '../state/route';
import { useCall } from '../state/use-call';
import { useNow } from '../state/use-now';
import { signInEndWords } from '../text/sign-in-end-words';
import { Button } from '../view/button';
import { Notice } from '../view/notice';

/** The note; absent unless the sign-in ends soon. */
export function SignInEndNote({ profile }: { readonly profile: ProfileStatus }) {
  const { api, dates, go } = useApp();
  const call = useCall();
  const nowMs = useNow();
  const { id, signInEndsAtMs } = profile;
  if (!profile.isSignInEnding || signInEndsAtMs === undefined || signInEndsAtMs <= nowMs) return null;
  const signIn = () => (id === DEMO_PROFILE_ID ? void call.run(() => api.startDemo(undefined)) : go('welcome', id));
  return (
    <Notice
      tone="info"
      message={signInEndWords(signInEndsAtMs, nowMs, dates)}
      remedy="Sign in again before then and nothing stops. The current tokens work until the new ones are saved."
    >
      <Button isBusy={call.isBusy} onPress={signIn}>
        Sign in again
      </Button>
    </Notice>
  );
}
