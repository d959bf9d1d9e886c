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
  const { api } = useApp();
  const call = useCall();
  const { id: profileId, problem, headline } = profile;
  if (problem === undefined || isSaidInCard(profile)) return null;
  return (
    <Notice
      tone={headline.tone === 'good' || headline.kind === 'none' ? 'attention' : headline.tone}
      message={problem.message}
      remedy={problem.remedy}
    >
      {isSavedAllTheSame(profile) ? (
        <Button isBusy={call.isBusy} onPress={() => void call.run(() => api.retryStorage({ profileId }))}>
          Try again
        </Button>
      ) : null}
    </Notice>
  );
}

/** The tokens are well: what went wrong is only not remembered yet, or not removed from a former place. No button of the card is about that. */
function isSavedAllTheSame({ storage, session, token }: ProfileStatus): boolean {
  return storage === 'saved' && (token === 'none' || session === 'ok' || session === 'refreshing');
}
