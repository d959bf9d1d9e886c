// The form above the card after "Rename…", with the current name. Main checks the name; its error is shown at the field.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ProfileStatus } from '../../preload/contract/schemas';
import { type FormErrors, placeFailure } from '../model/failure-place';
import { useApp } from '../state/app-context';
import { useCall } from '../state/use-call';
import { Button } from '../view/button';
import { Field } from '../view/field';
import { Form } from '../view/form';

export interface RenameFormProps {
  readonly profile: ProfileStatus;
  /** The name was changed, or the person cancelled. */
  readonly onEnd: () => void;
}

export function RenameForm({ profile, onEnd }: RenameFormProps) {
  const { api, announce, opened } = useApp();
  const call = useCall();
  const [name, setName] = useState(profile.name);
  const [errors, setErrors] = useState<FormErrors<'name'>>({});
  const place = useRef<HTMLDivElement>(null);
  // Selects the text, so that a new name can be typed at once; before the paint, or the first letters would be lost.
  useLayoutEffect(() => {
    const field = place.current?.querySelector('input');
    field?.focus();
    field?.select();
  }, []);

  useEffect(() => opened.hold(), []);

  const submit = async () => {
    setErrors({});
    const outcome = await call.run(() => api.renameProfile({ profileId: profile.id, name }));
    if (outcome?.ok) {
      announce('The account is renamed.');
      onEnd();
    } else if (outcome) setErrors(placeFailure<'name'>(outcome.failure, { INVALID_INPUT: 'name' }));
  };
  return (
    <div
      class="card rename"
      ref={place}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEnd();
      }}
    >
      <Form errors={errors} onSubmit={() => void submit()}>
        <Field
          name="name"
          label="Name"
          hint="At most 40 characters. Its tokens stay where they are."
          value={name}
          onChange={setName}
          error={errors.name}
        />
        <div class="actions">
          <Button type="submit" isBusy={call.isBusy}>
            {call.isBusy ? 'Renaming…' : 'Rename'}
          </Button>
          <Button kind="quiet" onPress={onEnd}>
            Cancel
          </Button>
        </div>
      </Form>
    </div>
  );
}
