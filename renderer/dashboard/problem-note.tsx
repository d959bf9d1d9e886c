// A note about the profile's problem, under its title. Absent when there is none.
import { useState } from 'preact/hooks';
import type { Failure, ProfileStatus } from '../../preload/contract/schemas';
import { failureWords } from '../model/failure-place';
import { pressResult, pressWords } from '../model/press-result';
import { useApp } from '../state/app-context';
import { useCall } from '../state/use-call';
import { Button } from '../view/button';
import { Notice } from '../view/notice';

/** Whether the card itself already shows the problem, beside an empty ring. */
export function isShownInCard({ token, storage }: ProfileStatus): boolean {
  return token === 'none' && storage !== 'saved' && storage !== 'opening';
}

/** Whether "Check this computer" may explain the problem. */
function isAboutComputer(code: Failure['code']): boolean {
  return code.startsWith('STORAGE_') || code === 'NETWORK' || code === 'TIMEOUT';
}

/** The problem of a profile. */
export function ProblemNote({ profile }: { readonly profile: ProfileStatus }) {
  const { api, dates, ticker, announce, go } = useApp();
  const call = useCall();
  const [stillSo, setStillSo] = useState<string | undefined>(undefined);
  const { id: profileId, problem, headline } = profile;
  if (problem === undefined || isShownInCard(profile)) return null;
  const tryAgain = async () => {
    setStillSo(undefined);
    const outcome = await api.retryStorage({ profileId });
    const kind = pressResult(outcome, problem);
    const words = outcome.ok
      ? 'Everything is saved and noted now.'
      : kind === undefined
        ? failureWords(outcome.failure)
        : pressWords(kind, ticker.secondMs(), dates);
    announce(words);
    if (!outcome.ok) setStillSo(words);
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
      {!profile.isAsideOnly && isAboutComputer(problem.code) ? (
        <button type="button" class="link" onClick={() => go('check')}>
          Check this computer…
        </button>
      ) : null}
      {stillSo === undefined ? null : <p class="pressed">{stillSo}</p>}
    </Notice>
  );
}
