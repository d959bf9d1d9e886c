// A group of check boxes with a legend and one error.
import { useFieldError } from './changed-fields';
import { FieldError } from './field';

/** One check box. */
export interface CheckItem {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
}

export interface CheckListProps {
  readonly name: string;
  readonly legend: string;
  readonly items: readonly CheckItem[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
  readonly error?: string | undefined;
}

export function CheckList({ name, legend, items, chosen, onChange, error: found }: CheckListProps) {
  const error = useFieldError(name, found);
  const errorId = error === undefined ? undefined : `${name}-error`;
  return (
    <fieldset class="group" aria-describedby={errorId}>
      <legend>{legend}</legend>
      {items.map((item) => (
        <label class="check" key={item.id}>
          <input
            type="checkbox"
            name={name}
            checked={chosen.has(item.id)}
            aria-invalid={error === undefined ? undefined : 'true'}
            onChange={() => onChange(toggled(chosen, item.id))}
          />
          <span>
            {item.label}
            {item.detail === undefined ? null : <span class="detail">{item.detail}</span>}
          </span>
        </label>
      ))}
      <FieldError name={name} error={error} />
    </fieldset>
  );
}

/** A new set: with `id` if it was not in `chosen`, without it otherwise. */
export function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(chosen);
  if (!next.delete(id)) next.add(id);
  return next;
}
