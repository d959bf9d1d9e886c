// "Pause all" or "Resume" in the list of profiles, always visible. Works without a question.
import { failureWords } from '../model/failure-place';
import { useApp } from '../state/app-context';
import { useCall } from '../state/use-call';
import { Icon } from '../view/icon';
import { Notice } from '../view/notice';

export function PauseLink() {
  const { api, snapshot } = useApp();
  const call = useCall();
  const { isPaused } = snapshot;
  const press = () => void call.run(() => (isPaused ? api.resumeAll(undefined) : api.pauseAll(undefined)));
  return (
    <>
      {call.failure ? <Notice tone="attention" message={failureWords(call.failure)} isAlert /> : null}
      <button
        type="button"
        class="side-link pause"
        aria-disabled={call.isBusy ? 'true' : undefined}
        title={isPaused ? undefined : 'No token leaves, nothing is refreshed'}
        onClick={press}
      >
        <Icon name={isPaused ? 'play' : 'pause'} />
        <span>{isPaused ? 'Resume' : 'Pause all'}</span>
      </button>
    </>
  );
}
