// The passphrase of a new sealed file, typed twice, and the way on to choosing the place. Part of the choice of a store.
import { useState } from 'preact/hooks';
import type { ProfileStatus } from '../../preload/contract/schemas';
import { checkNewPassphrase, type FormErrors, LEAST_PASSPHRASE_LENGTH, placeFailure } from '../model/failure-place';
import { useApp } from '../state/app-context';
import { useCall } from '../state/use-call';
import { Button } from '../view/button';
import { Form } from '../view/form';
import { PassphraseField } from '../view/passphrase-field';

export interface SealedFileFormProps {
  readonly profile: ProfileStatus;
  readonly onMoved: () => void;
  readonly onLeave: () => void;
}

/** Asks for the passphrase and moves the tokens into the file that main asks for. */
export function SealedFileForm({ profile, onMoved, onLeave }: SealedFileFormProps) {
  const { api } = useApp();
  const call = useCall();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [errors, setErrors] = useState<FormErrors<'passphrase' | 'again'>>({});
  const submit = async () => {
    const wrong = checkNewPassphrase(passphrase, again);
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    const outcome = await call.run(() => api.moveToSealedFile({ profileId: profile.id, passphrase }));
    if (outcome?.ok) onMoved();
    else if (outcome) setErrors(placeFailure<'passphrase'>(outcome.failure, { INVALID_INPUT: 'passphrase' }));
  };
  return (
    <Form errors={errors} onSubmit={() => void submit()}>
      <PassphraseField
        name={`passphrase-${profile.id}`}
        label="Passphrase"
        autocomplete="new-password"
        value={passphrase}
        onChange={setPassphrase}
        error={errors.passphrase}
        hint={`At least ${LEAST_PASSPHRASE_LENGTH} characters. It is asked for once after each start and cannot be recovered: without it the file stays closed.`}
      />
      <PassphraseField
        name={`passphrase-again-${profile.id}`}
        label="The same passphrase again"
        autocomplete="new-password"
        value={again}
        onChange={setAgain}
        error={errors.again}
      />
      <div class="actions">
        <Button kind="accent" type="submit" isBusy={call.isBusy}>
          {call.isBusy ? 'Sealing…' : 'Choose the file…'}
        </Button>
        <Button onPress={onLeave}>{profile.token === 'none' ? 'Leave it' : 'Leave them'}</Button>
      </div>
    </Form>
  );
}
