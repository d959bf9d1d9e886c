// The names of form fields that were changed since the errors appeared: their errors may be outdated. Provided by Form.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export const ChangedFields = createContext<ReadonlySet<string>>(new Set());

/** A field's error, unless the field was changed since. */
export function useFieldError(name: string, error: string | undefined): string | undefined {
  return useContext(ChangedFields).has(name) ? undefined : error;
}
