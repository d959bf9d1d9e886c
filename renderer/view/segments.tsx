// A choice between a few short words side by side; it takes effect at once.

export interface SegmentsProps<Value extends string> {
  readonly name: string;
  readonly legend: string;
  /** The values and their labels. */
  readonly items: readonly (readonly [Value, string])[];
  readonly chosen: Value;
  readonly onChange: (value: Value) => void;
  /** Whether the legend is visible; otherwise only screen readers get it. */
  readonly showsLegend?: boolean;
}

export function Segments<Value extends string>(props: SegmentsProps<Value>) {
  const { name, legend, items, chosen, onChange, showsLegend = false } = props;
  return (
    <fieldset class="group segments-group">
      <legend class={showsLegend ? undefined : 'unseen'}>{legend}</legend>
      <div class="segments">
        {items.map(([value, label]) => (
          <label class="segment" key={value}>
            <input type="radio" name={name} value={value} checked={chosen === value} onChange={() => onChange(value)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
