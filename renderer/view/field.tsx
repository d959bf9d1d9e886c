// One labelled field with its hint and error. The typed text is always kept; the error is linked to the field for screen readers.
import type { ComponentChildren, PartialInputHTMLAttributes } from 'preact';
import { useFieldError } from './changed-fields';

export interface FieldProps {
  /** Unique on the page; element ids are derived from it. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** `typed`: the text before `normalise`. */
  readonly onChange: (value: string, typed: string) => void;
  readonly type?: 'text' | 'email' | 'password';
  readonly error?: string | undefined;
  readonly hint?: string;
  readonly autocomplete?: string;
  readonly inputMode?: 'numeric' | 'email' | 'text';
  /** Applied to typed and pasted text. */
  readonly normalise?: (typed: string) => string;
  /** Gets the focus when the page opens. */
  readonly isFirst?: boolean;
  readonly look?: 'code';
  /** At the right end of the field, such as a button to show the text. */
  readonly children?: ComponentChildren;
}

/** A field of one line. */
export function Field(props: FieldProps) {
  const { name, label, value, onChange, type = 'text', hint, normalise = (text) => text } = props;
  const error = useFieldError(name, props.error);
  const notes = [hint === undefined ? '' : `${name}-hint`, error === undefined ? '' : `${name}-error`].filter(Boolean);
  const attributes: InputAttributes = {
    id: name,
    name,
    class: props.look,
    value,
    autocomplete: props.autocomplete ?? 'off',
    inputMode: props.inputMode,
    spellcheck: false,
    autocapitalize: 'none',
    'aria-invalid': error === undefined ? undefined : 'true',
    'aria-describedby': notes.length === 0 ? undefined : notes.join(' '),
    'data-first': props.isFirst ? '' : undefined,
    onInput: (event) => {
      const typed = event.currentTarget.value;
      const kept = normalise(typed);
      // Preact does not update the element when the state is unchanged, so a refused character is removed here.
      event.currentTarget.value = kept;
      onChange(kept, typed);
    },
  };
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <div class="field-box">
        {inputOf(type, attributes)}
        {props.children}
      </div>
      {hint === undefined ? null : (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      <FieldError name={name} error={error} />
    </div>
  );
}

type InputAttributes = Omit<PartialInputHTMLAttributes<HTMLInputElement>, 'type' | 'role'> & {
  readonly 'data-first': string | undefined;
};

/** One branch per type, because Preact's types allow different roles for each. */
function inputOf(type: 'text' | 'email' | 'password', attributes: InputAttributes) {
  switch (type) {
    case 'text':
      return <input {...attributes} type="text" />;
    case 'email':
      return <input {...attributes} type="email" />;
    case 'password':
      return <input {...attributes} type="password" />;
  }
}

/** A field's error, as {@link useFieldError} returns it; the field's `aria-describedby` must contain its id, `NAME-error`. */
export function FieldError({ name, error }: { readonly name: string; readonly error: string | undefined }) {
  return error === undefined ? null : (
    <p class="field-error" id={`${name}-error`}>
      {error}
    </p>
  );
}
