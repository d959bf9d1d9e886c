// The passphrase of a new sealed file, typed twice, and the button that opens the file dialog. Part of store-choice.tsx.
import { useState } from 'preact/hooks';
import type { ProfileStatus } from '../../../preload/contract/schemas';
import { type FormErrors, placeFailure } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import type { CallState } from '../../state/use-call';
import { Button } from '../../view/button';
import { Form } from '../../view/form';
import { NewPassphraseFields } from '../../view/new-passphrase-fields';
import { useNewPassphrase } from '../../view/use-new-passphrase';

export interface SealedFileFormProps {
  readonly profile: ProfileStatus;
  /** Owned by the parent, which stays when the tokens have moved. */
  readonly call: CallState;
  readonly onMoved: () => void;
  readonly onLeave: () => void;
}

/** Moves the tokens into a sealed file; main asks for the file in a dialog. */
export function SealedFileForm({ profile, call, onMoved, onLeave }: SealedFileFormProps) {
  const { api } = useApp();
  const { passphrase, fields, check } = useNewPassphrase();
  const [errors, setErrors] = useState<FormErrors<'passphrase' | 'again'>>({});
  const submit = async () => {
    const wrong = await check();
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    const outcome = await call.run(() => api.moveToSealedFile({ profileId: profile.id, passphrase }));
    if (outcome?.ok) onMoved();
    else if (outcome) setErrors(placeFailure<'passphrase'>(outcome.failure, { INVALID_INPUT: 'passphrase' }));
  };
  return (
    <Form errors={errors} onSubmit={() => void submit()}>
      <NewPassphraseFields
        names={[`passphrase-${profile.id}`, `passphrase-again-${profile.id}`]}
        {...fields}
        errors={errors}
        hint="It is asked for once after each start and cannot be recovered: without it the file cannot be opened."
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
