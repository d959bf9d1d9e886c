// The problem of a profile, under its title. Absent when there is none.
import type { ProfileStatus } from '../../preload/contract/schemas';
import { useApp } from '../state/app-context';
import { useCall } from '../state/use-call';
import { Button } from '../view/button';
import { Notice } from '../view/notice';

/** Whether the card shows the problem itself, beside an empty ring. */
export function isSaidInCard({ token, storage }: ProfileStatus): boolean {
  return token === 'none' && storage !== 'saved' && storage !== 'opening';
}

/** The problem of a profile. */
export function ProblemNote({ profile }: { readonly profile: ProfileStatus }) {
  const { api, announce } = useApp();
  const call = useCall();
  const { id: profileId, problem, headline } = profile;
  if (problem === undefined || isSaidInCard(profile)) return null;
  const tryAgain = async () => {
    const outcome = await api.retryStorage({ profileId });
    // The note goes with its button.
    document.querySelector<HTMLElement>('h1')?.focus();
    if (outcome.ok) announce('Everything is saved and noted now.');
    return outcome;
  };
  return (
    <Notice
      tone={headline.tone === 'good' || headline.kind === 'none' ? 'attention' : headline.tone}
      message={problem.message}
      remedy={problem.remedy}
    >
      {profile.isAsideOnly ? (
        <Button isBusy={call.isBusy} onPress={() => void call.run(tryAgain)}>
          Try again
        </Button>
      ) : null}
    </Notice>
  );
}
