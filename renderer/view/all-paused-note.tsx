// On the pages that are about no single account, while everything is paused: says so, and resumes. A dashboard says more (paused-note.tsx).
import { failureWords } from '../model/failure-place';
import { useApp } from '../state/app-context';
import { useCall } from '../state/use-call';
import { Button } from './button';
import { Notice } from './notice';

/** The note; absent while nothing is paused. */
export function AllPausedNote() {
  const { api, snapshot } = useApp();
  const call = useCall();
  if (!snapshot.isPaused) return null;
  return (
    <Notice
      tone="idle"
      message="Everything is paused."
      isAlert={call.failure !== undefined}
      remedy={`No token leaves this app and nothing is refreshed.${call.failure ? ` ${failureWords(call.failure)}` : ''}`}
    >
      <Button isBusy={call.isBusy} onPress={() => void call.run(() => api.resumeAll(undefined))}>
        Resume
      </Button>
    </Notice>
  );
}
