// Shown after the code was accepted but the question which account the tokens are for was cancelled: asks again, or forgets the tokens. Nothing is saved meanwhile.
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import type { CallReply, Outcome } from '../../../preload/contract/schemas';
import { failureWords } from '../../model/failure-place';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { PageFrame } from '../../view/page-frame';

export interface UndecidedStepProps {
  /** Makes main ask again. */
  readonly onAskAgain: () => Promise<Outcome<CallReply<'completePasswordSignIn'>>>;
  readonly onForget: () => void;
}

export function UndecidedStep({ onAskAgain, onForget }: UndecidedStepProps) {
  const { go } = useApp();
  const call = useCall();
  const askAgain = async () => {
    const outcome = await call.run(onAskAgain);
    if (outcome?.ok && 'profileId' in outcome.value) go('dashboard', outcome.value.profileId);
  };
  if (call.failure?.code === 'OTP_REQUIRED') {
    return (
      <PageFrame title="Not signed in" width="slim" onBack={onForget}>
        <Notice
          tone="bad"
          message="The new tokens are no longer there."
          remedy="The account that they were for was removed, or another sign-in was started. Sign in once more; Axiom then sends a new code."
          isAlert
        />
        <div class="actions">
          <Button kind="accent" isFirst onPress={onForget}>
            Start again
          </Button>
        </div>
      </PageFrame>
    );
  }
  return (
    <PageFrame title="Not signed in yet" under="Axiom has accepted the code." width="slim" onBack={onForget}>
      <Notice
        tone="attention"
        message="The new tokens wait until you say which account they are for."
        remedy="They are in memory only. If you leave this page they are forgotten, and signing in takes a new code."
      />
      {call.failure ? <Notice tone="bad" message={failureWords(call.failure)} isAlert /> : null}
      <div class="actions">
        <Button kind="accent" isBusy={call.isBusy} isFirst onPress={() => void askAgain()}>
          {call.isBusy ? 'Asking…' : 'Choose the account…'}
        </Button>
        <Button onPress={onForget}>Forget these tokens</Button>
      </div>
    </PageFrame>
  );
}
