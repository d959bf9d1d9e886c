// Restores a backup in two steps: open it with its passphrase, then choose profiles. Nothing changes before the last button.
import { useEffect, useState } from 'preact/hooks';
import type { BackupPreview } from '../../../preload/contract/backup-preview-schema';
import { type FormErrors, placeFailure } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Form } from '../../view/form';
import { PageFrame } from '../../view/page-frame';
import { PassphraseField } from '../../view/passphrase-field';
import { RestorePreview } from './restore-preview';

/** "Restore…". */
export function RestorePage() {
  const { api, goBack } = useApp();
  const call = useCall();
  const [passphrase, setPassphrase] = useState('');
  const [errors, setErrors] = useState<FormErrors<'passphrase'>>({});
  const [preview, setPreview] = useState<BackupPreview | undefined>(undefined);

  useEffect(() => () => void api.closeBackup(undefined), []);
  const open = async () => {
    setErrors(passphrase === '' ? { passphrase: 'Type the passphrase of the backup.' } : {});
    if (passphrase === '') return;
    const outcome = await call.run(() => api.openBackup({ passphrase }));
    if (outcome?.ok) setPreview(outcome.value);
    else if (outcome) setErrors(placeFailure<'passphrase'>(outcome.failure, { BACKUP_WRONG_PASSPHRASE: 'passphrase' }));
  };
  if (preview) return <RestorePreview preview={preview} onBack={() => setPreview(undefined)} />;
  return (
    <PageFrame title="Restore a backup" under="First you see what is inside. Nothing changes before you say so.">
      <Form errors={errors} onSubmit={() => void open()}>
        <PassphraseField
          name="passphrase"
          label="Passphrase"
          value={passphrase}
          onChange={setPassphrase}
          error={errors.passphrase}
          hint="The one that was typed when the backup was made."
          isFirst
        />
        {call.isBusy ? <p class="hint">The key to the file is made from the passphrase. That takes a moment.</p> : null}
        <div class="actions">
          <Button kind="accent" type="submit" isBusy={call.isBusy}>
            {call.isBusy ? 'Opening…' : 'Choose a backup file…'}
          </Button>
          <Button onPress={goBack}>Cancel</Button>
        </div>
      </Form>
    </PageFrame>
  );
}
