// One check box with a line that says more, for a setting that takes effect at once.

export interface SwitchProps {
  readonly label: string;
  readonly detail: string;
  /** `undefined`: not known yet; a press does nothing then. */
  readonly isOn: boolean | undefined;
  /** While busy a press does nothing, and it stays as it is. */
  readonly isBusy: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function Switch({ label, detail, isOn, isBusy, onChange }: SwitchProps) {
  const isStill = isBusy || isOn === undefined;
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={isOn ?? false}
        indeterminate={isOn === undefined}
        aria-disabled={isStill ? 'true' : undefined}
        onClick={(event) => {
          if (isStill) event.preventDefault();
        }}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {label}
        <span class="detail">{detail}</span>
      </span>
    </label>
  );
}
