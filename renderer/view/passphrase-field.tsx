// A field for a passphrase or password, with a button that shows the typed text.
import { useState } from 'preact/hooks';
import { Field, type FieldProps } from './field';

/** Hidden until the button is pressed. */
export function PassphraseField(props: Omit<FieldProps, 'type' | 'children'>) {
  const [isShown, setIsShown] = useState(false);
  return (
    <Field {...props} type={isShown ? 'text' : 'password'}>
      <button
        type="button"
        class="field-button"
        aria-pressed={isShown ? 'true' : 'false'}
        aria-label={`Show ${props.label.toLowerCase()}`}
        onClick={() => setIsShown(!isShown)}
      >
        {isShown ? 'Hide' : 'Show'}
      </button>
    </Field>
  );
}
