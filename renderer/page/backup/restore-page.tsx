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
  const { api, goBack, announce } = useApp();
  const call = useCall();
  const [chosen, setChosen] = useState<ChosenBackup | undefined>(undefined);
  const [preview, setPreview] = useState<BackupPreview | undefined>(undefined);

  useEffect(() => () => void api.closeBackup(undefined), []);
  const choose = async () => {
    const outcome = await call.run(() => api.chooseBackup(undefined));
    if (!outcome) return;
    if (outcome.ok) {
      setChosen(outcome.value);
      announce(`${outcome.value.fileName} is chosen.`);
    } else if (outcome.failure.code !== 'CANCELLED') setChosen(undefined);
  };
  const leave = () => {
    void api.closeBackup(undefined);
    setChosen(undefined);
    setPreview(undefined);
  };

  if (preview) return <RestorePreview preview={preview} onCompared={setPreview} onBack={leave} />;
  if (chosen) {
    return (
      <OpenBackup
        key={chosen.backupId}
        chosen={chosen}
        isChoosing={call.isBusy}
        onOpened={setPreview}
        onChoose={() => void choose()}
        onLeave={leave}
      />
    );
  }
  return (
    <PageFrame title="Restore a backup" under="First you see what is inside. Nothing changes before you say so.">
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
