// A form whose errors stand in words at their fields. When new errors come, the focus goes to the first wrong field.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FormErrors } from '../model/failure-place';
import { Notice } from './notice';

/** A form. `errors.form` is what no single field is to blame for; it is read out at once. */
export interface FormProps {
  readonly errors: FormErrors<string>;
  readonly onSubmit: () => void;
  /** A button inside the note of the form-level error. */
  readonly wayOut?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A form. */
export function Form({ errors, onSubmit, wayOut, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => {
    if (Object.keys(errors).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [errors]);
  return (
    <form
      ref={form}
      class="form"
      noValidate
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
      {children}
    </form>
  );
}
