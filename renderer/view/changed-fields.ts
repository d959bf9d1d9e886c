// Which fields of a form were changed since its errors came: what is wrong with them may be right by now. Provided by Form, by the fields' names.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

export const ChangedFields = createContext<ReadonlySet<string>>(new Set());

/** The error of a field, unless the field was changed after it. */
export function useFieldError(name: string, error: string | undefined): string | undefined {
  return useContext(ChangedFields).has(name) ? undefined : error;
}
