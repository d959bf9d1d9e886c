// Asks for the name of another account, then leads to its sign-in. If the person does not go on, the account is not kept.
import { useState } from 'preact/hooks';
import { type FormErrors, placeFailure } from '../../model/failure-place';
import { useApp } from '../../state/app-context';
import { useCall } from '../../state/use-call';
import { Button } from '../../view/button';
import { Field } from '../../view/field';
import { Form } from '../../view/form';
import { PageFrame } from '../../view/page-frame';

/** "Add an account". */
export function AddProfilePage() {
  const { api, go, goBack } = useApp();
  const add = useCall();
  const [name, setName] = useState('');
  const [errors, setErrors] = useState<FormErrors<'name'>>({});

  const submit = async () => {
    setErrors({});
    const outcome = await add.run(() => api.addProfile({ name }));
    if (outcome?.ok) go('welcome', outcome.value.profileId);
    else if (outcome) setErrors(placeFailure<'name'>(outcome.failure, { INVALID_INPUT: 'name' }));
  };
  return (
    <PageFrame
      title="Add an account"
      under="Each account has its own tokens, kept and refreshed separately from the others."
      width="slim"
    >
      <Form errors={errors} onSubmit={() => void submit()}>
        <Field
          name="name"
          label="Name"
          hint="For you to tell the accounts apart, in the window and in the tray. At most 40 characters."
          value={name}
          onChange={setName}
          error={errors.name}
          isFirst
        />
        <div class="actions">
          <Button kind="accent" type="submit" isBusy={add.isBusy}>
            {add.isBusy ? 'Adding…' : 'Go on to the sign-in'}
          </Button>
          <Button kind="quiet" onPress={goBack}>
            Cancel
          </Button>
        </div>
      </Form>
    </PageFrame>
  );
}
