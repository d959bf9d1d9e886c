// A field for a passphrase or password, with a button that shows what was typed.
import { useState } from 'preact/hooks';
import { Field, type FieldProps } from './field';

/** A field whose content is hidden until asked for. */
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
