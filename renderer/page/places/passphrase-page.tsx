// Opens a profile's sealed file for this run with its passphrase. When there is no file yet, asks for a new passphrase, typed twice.
import { useState } from 'preact/hooks';
import { type FormErrors, placeFailure } from '../../model/failure-place';
import { useApp, useProfile } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Form } from '../../view/form';
import { NewPassphraseFields } from '../../view/new-passphrase-fields';
import { PageFrame } from '../../view/page-frame';
import { PassphraseField } from '../../view/passphrase-field';
import { useNewPassphrase } from '../../view/use-new-passphrase';

type Errors = FormErrors<'passphrase' | 'again'>;

/** "Enter the passphrase". */
export function PassphrasePage() {
  const { api, go, route, announce } = useApp();
  const profile = useProfile();
  const call = useCall();
  // Read once: opening the file must not switch the page to its other form.
  const [isNew] = useState(profile?.requiredUserAction === 'new-passphrase');
  const { passphrase, fields, check } = useNewPassphrase();
  const [errors, setErrors] = useState<Errors>({});
  const submit = async () => {
    const wrong = isNew ? await check() : passphrase === '' ? { passphrase: 'Type the passphrase of the file.' } : {};
    setErrors(wrong);
    if (Object.keys(wrong).length > 0) return;
    const outcome = await call.run(() => api.enterPassphrase({ profileId: route.profileId, passphrase }));
    if (outcome?.ok) {
      announce(isNew ? 'The tokens are saved in the sealed file.' : 'The sealed file is open.');
      go('dashboard');
    } else if (outcome) setErrors(placeFailure<'passphrase'>(outcome.failure, { STORAGE_LOCKED: 'passphrase' }));
  };
  const name = profile?.name ?? 'this account';
  return (
    <PageFrame
      title={isNew ? 'Choose a passphrase' : 'Enter the passphrase'}
      under={
        isNew ? `The tokens of ${name} are sealed with it here:` : `The tokens of ${name} are sealed in this file:`
      }
    >
      <p class="path">{profile?.storePlace}</p>
      <Form errors={errors} onSubmit={() => void submit()}>
        {isNew ? (
          <NewPassphraseFields
            {...fields}
            errors={errors}
            hint="It cannot be recovered: without it the file cannot be opened."
            isFirst
          />
        ) : (
          <PassphraseField
            name="passphrase"
            label="Passphrase"
            autocomplete="current-password"
            value={passphrase}
            onChange={fields.onPassphrase}
            error={errors.passphrase}
            hint="It is asked for once after each start, and is stored nowhere."
            isFirst
          />
        )}
        <div class="actions">
          <Button kind="accent" type="submit" isBusy={call.isBusy}>
            {call.isBusy ? 'Opening…' : isNew ? 'Use this passphrase' : 'Open the file'}
          </Button>
          <Button onPress={() => go('store')}>Choose another place</Button>
        </div>
      </Form>
      {isNew ? null : (
        <p class="quiet small after-form">
          Forgotten it? It cannot be recovered. Choose another place and sign in again; the file stays as it is.
        </p>
      )}
    </PageFrame>
  );
}
