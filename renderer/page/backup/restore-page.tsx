// Restores a backup in three steps: choose the file, open it with its passphrase, then choose accounts. Nothing changes before the last button.
import { useEffect, useState } from 'preact/hooks';
import type { BackupPreview, ChosenBackup } from '../../../preload/contract/backup-preview-schema';
import { failureWords } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Notice } from '../../view/notice';
import { PageFrame } from '../../view/page-frame';
import { OpenBackup } from './open-backup';
import { RestorePreview } from './restore-preview';

/** "Restore…". */
export function RestorePage() {
  const { api, goBack, announce, opened } = useApp();
  const call = useCall();
  const [chosen, setChosen] = useState<ChosenBackup | undefined>(undefined);
  const [preview, setPreview] = useState<BackupPreview | undefined>(undefined);

  const [isTyped, setIsTyped] = useState(false);

  useEffect(() => () => void api.closeBackup(undefined), []);
  const show = (backup: ChosenBackup) => {
    setChosen(backup);
    setPreview(undefined);
    setIsTyped(false);
    announce(`${backup.fileName} is chosen.`);
  };
  useEffect(() => {
    if (!opened.chosen) return;
    opened.forgetChosen();
    call.forgetFailure();
    show(opened.chosen);
  }, [opened.chosen]);
  // A backup opened from outside is taken only if nothing is typed, shown or in progress.
  const isFree = !preview && !isTyped && !call.isBusy;
  useEffect(() => {
    if (opened.offered && isFree) void opened.take();
  }, [opened.offered, isFree]);
  const choose = async () => {
    const outcome = await call.run(() => api.chooseBackup(undefined));
    if (!outcome) return;
    if (outcome.ok) show(outcome.value);
    else if (outcome.failure.code !== 'CANCELLED') setChosen(undefined);
  };
  const leave = () => {
    void api.closeBackup(undefined);
    setChosen(undefined);
    setPreview(undefined);
    setIsTyped(false);
  };

  if (preview) return <RestorePreview preview={preview} onCompared={setPreview} onBack={leave} />;
  if (chosen) {
    return (
      <OpenBackup
        key={chosen.backupId}
        chosen={chosen}
        isChoosing={call.isBusy}
        onOpened={setPreview}
        onTyped={setIsTyped}
        onChoose={() => void choose()}
        onLeave={leave}
      />
    );
  }
  return (
    <PageFrame
      title="Restore a backup"
      under="First you see what is in it. Nothing changes until you choose what to restore."
    >
      {call.failure ? <Notice tone="bad" message={failureWords(call.failure)} isAlert /> : null}
      <div class="actions">
        <Button kind="accent" isBusy={call.isBusy} isFirst onPress={() => void choose()}>
          {call.isBusy ? 'Choosing…' : 'Choose a backup file…'}
        </Button>
        <Button onPress={goBack}>Cancel</Button>
      </div>
    </PageFrame>
  );
}
