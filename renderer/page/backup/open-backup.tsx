// The second step of a restore: the chosen file and its passphrase. After a wrong one the file stays chosen.
import { useState } from 'preact/hooks';
import type { BackupPreview, ChosenBackup } from '../../../preload/contract/backup-preview-schema';
import { type FormErrors, placeFailure } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Form } from '../../view/form';
import { PageFrame } from '../../view/page-frame';
import { PassphraseField } from '../../view/passphrase-field';

export interface OpenBackupProps {
  readonly chosen: ChosenBackup;
  readonly isChoosing: boolean;
  readonly onOpened: (preview: BackupPreview) => void;
  /** Whether the field contains text. */
  readonly onTyped: (isTyped: boolean) => void;
  /** Choose another file. */
  readonly onChoose: () => void;
  readonly onLeave: () => void;
}

export function OpenBackup({ chosen, isChoosing, onOpened, onTyped, onChoose, onLeave }: OpenBackupProps) {
  const { api, dates } = useApp();
  const call = useCall();
  const [passphrase, setPassphrase] = useState('');
  const [errors, setErrors] = useState<FormErrors<'passphrase'>>({});
  const open = async () => {
    setErrors(passphrase === '' ? { passphrase: 'Type the passphrase of the backup.' } : {});
    if (passphrase === '') return;
    const outcome = await call.run(() => api.openBackup({ backupId: chosen.backupId, passphrase }));
    if (outcome?.ok) onOpened(outcome.value);
    else if (outcome) setErrors(placeFailure<'passphrase'>(outcome.failure, { BACKUP_WRONG_PASSPHRASE: 'passphrase' }));
  };
  return (
    <PageFrame
      title="Open the backup"
      under={
        <>
          {chosen.fileName}, made {dates.fullDate(chosen.createdAtMs)}
        </>
      }
      onBack={onLeave}
    >
      <Form errors={errors} onSubmit={() => void open()}>
        <PassphraseField
          name="passphrase"
          label="Passphrase"
          value={passphrase}
          onChange={(text) => {
            setPassphrase(text);
            onTyped(text !== '');
          }}
          error={errors.passphrase}
          hint="The one that was typed when the backup was made."
          isFirst
        />
        {call.isBusy ? <p class="hint">The key to the file is made from the passphrase. That takes a moment.</p> : null}
        <div class="actions">
          <Button kind="accent" type="submit" isBusy={call.isBusy}>
            {call.isBusy ? 'Opening…' : 'Open'}
          </Button>
          <Button isBusy={isChoosing} onPress={onChoose}>
            {isChoosing ? 'Choosing…' : 'Choose another file…'}
          </Button>
        </div>
      </Form>
    </PageFrame>
  );
}
