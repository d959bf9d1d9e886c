// A form with error texts at its fields. When new errors come, the focus goes to the first field with an error.
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { FormErrors } from '../model/failure-place';
import { Notice } from './notice';

/** `errors.form` is the error of no single field; a screen reader reads it at once. */
export interface FormProps {
  readonly errors: FormErrors<string>;
  readonly onSubmit: () => void;
  /** A button in the note of `errors.form`. */
  readonly wayOut?: ComponentChildren;
  readonly children: ComponentChildren;
}

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
