// A note while everything is paused, with a "Resume" button. The dashboard adds more text (paused-note.tsx).
import { failureWords } from '../model/failure-place';
import { useApp } from '../state/app-context';
import { useCall } from '../state/use-call';
import { Button } from './button';
import { Notice } from './notice';

export interface AllPausedNoteProps {
  /** Additional sentences for this page. */
  readonly more?: string;
  /** Whether the page already has a "Resume" button. */
  readonly hasResume?: boolean;
}

/** The note; absent while nothing is paused. */
export function AllPausedNote({ more = '', hasResume = false }: AllPausedNoteProps) {
  const { api, snapshot } = useApp();
  const call = useCall();
  if (!snapshot.isPaused) return null;
  return (
    <Notice
      tone="idle"
      message="Everything is paused."
      isAlert={call.failure !== undefined}
      remedy={[
        snapshot.pauseReason === undefined ? '' : `The reason given: “${snapshot.pauseReason}”.`,
        'No token leaves this app and nothing is refreshed.',
        more,
        call.failure ? failureWords(call.failure) : '',
      ]
        .filter(Boolean)
        .join(' ')}
    >
      {hasResume ? null : (
        <Button isBusy={call.isBusy} onPress={() => void call.run(() => api.resumeAll(undefined))}>
          Resume
        </Button>
      )}
    </Notice>
  );
}
