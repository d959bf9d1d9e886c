// A form with errors at its fields. New errors move the focus to the first field with an error; changing a field hides its error.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { FormErrors } from '../model/failure-place';
import { ChangedFields } from './changed-fields';
import { Notice } from './notice';

/** `errors.form` belongs to no single field; a screen reader reads it at once. */
export interface FormProps {
  readonly errors: FormErrors<string>;
  readonly onSubmit: () => void;
  /** A button in the note of `errors.form`. */
  readonly wayOut?: ComponentChildren;
  readonly children: ComponentChildren;
}

const NONE: ReadonlySet<string> = new Set();

export function Form({ errors, onSubmit, wayOut, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [changed, setChanged] = useState<{ readonly since: FormErrors<string>; readonly names: ReadonlySet<string> }>({
    since: errors,
    names: NONE,
  });
  const before = useRef(errors);
  const names = changed.since === errors ? changed.names : NONE;
  useLayoutEffect(() => {
    if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  return (
    <form
      ref={form}
      class="form"
      noValidate
      // Capture phase: the field's own handler may set the next error at once, and the change must not hide that one.
      onInputCapture={() => {
        before.current = errors;
      }}
      onInput={({ target }) => {
        const name = (target as HTMLInputElement).name;
        if (before.current === errors && !names.has(name)) {
          setChanged({ since: errors, names: new Set([...names, name]) });
        }
      }}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {errors.form === undefined ? null : (
        <Notice tone="bad" message={errors.form} isAlert>
          {wayOut}
        </Notice>
      )}
      <ChangedFields.Provider value={names}>{children}</ChangedFields.Provider>
    </form>
  );
}
