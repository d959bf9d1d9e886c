// The place of a profile's tokens: moving them and, when the place does not work, the problem, a retry, and another choice.
import type { ProfileStatus } from '../../../preload/contract/schemas';
import { failureWords } from '../../model/failure-place';
import { useApp, useProfile } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { PageFrame } from '../../view/page-frame';
import { StoreChoice } from './store-choice';

/** "Move tokens…", and "Choose where to keep tokens". */
export function StorePage() {
  const { api, route, go, goBack, announce } = useApp();
  const profile = useProfile();
  const call = useCall();
  if (!profile) {
    return (
      <PageFrame title="One moment" under="If nothing comes, choose an account from the list.">
        <Button onPress={goBack}>Back to the accounts</Button>
      </PageFrame>
    );
  }
  const { id: profileId, problem, storage } = profile;
  const hasStorageProblem = problem !== undefined && storage !== 'saved' && storage !== 'opening';
  const retry = async () => {
    const outcome = await call.run(() => api.retryStorage({ profileId }));
    if (!outcome?.ok) return;
    announce('The saved tokens can be reached again.');
    go('dashboard');
  };
  const wantsPassphrase = profile.headline.action === 'enter-passphrase';
  const isMove = profile.token !== 'none' && !hasStorageProblem;
  // The snapshot's problem is already shown above.
  const failure = call.failure?.code === problem?.code ? undefined : call.failure;
  return (
    <PageFrame
      title={isMove ? `Move the tokens of ${profile.name}` : 'Where to keep tokens'}
      under={underTitle(profile, isMove)}
    >
      {hasStorageProblem ? (
        <Notice tone="attention" message={problem.message} remedy={problem.remedy}>
          <Button isBusy={call.isBusy} onPress={() => (wantsPassphrase ? go('passphrase') : void retry())}>
            {wantsPassphrase ? profile.headline.actionLabel : storage === 'locked' ? 'Unlock and retry' : 'Try again'}
          </Button>
        </Notice>
      ) : null}
      {failure ? <Notice tone="bad" message={failureWords(failure)} isAlert /> : null}
      <section class="card" aria-label="Places">
        <StoreChoice
          profile={profile}
          onMoved={() => go(route.cameFrom ?? 'dashboard')}
          {...(hasStorageProblem ? { onKeep: () => (wantsPassphrase ? go('passphrase') : void retry()) } : {})}
        />
      </section>
    </PageFrame>
  );
}

function underTitle({ name, token }: ProfileStatus, isMove: boolean): string {
  if (isMove) return 'They are copied and read back before they are removed from where they are now.';
  return token === 'none'
    ? `For ${name}. Nothing that is saved now is removed.`
    : `For ${name}, which goes on working whatever you choose.`;
}
