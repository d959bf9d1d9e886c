// A note on every page once the app was upgraded, reinstalled or removed while it ran, with the button that restarts it. announcer.tsx reads it once.
import { failureWords } from '../model/failure-place';
import { useApp } from '../state/app-context';
import { useCall } from '../state/use-call';
import { Button } from './button';
import { Notice } from './notice';

/** The note; absent while the app's files on the disk are the ones that run. */
export function ReplacedCopyNote() {
  const { api, snapshot, opened } = useApp();
  const call = useCall();
  const { replacedCopy } = snapshot;
  if (!replacedCopy) return null;
  const { message, remedy, canRestart } = replacedCopy;
  return (
    <Notice
      tone="attention"
      message={message}
      isAlert={call.failure !== undefined}
      remedy={[remedy, call.failure ? failureWords(call.failure) : ''].filter(Boolean).join(' ')}
    >
      {canRestart ? (
        <Button
          isBusy={call.isBusy}
          onPress={() => void call.run(() => api.restartApp({ losesWork: !opened.canLeave() }))}
        >
          Restart now…
        </Button>
      ) : null}
    </Notice>
  );
}
