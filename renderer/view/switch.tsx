// A check box with a line of explanation, for a setting that takes effect at once.

export interface SwitchProps {
  readonly label: string;
  readonly detail: string;
  /** `undefined`: unknown so far; a press then does nothing. */
  readonly isOn: boolean | undefined;
  /** While busy a press does nothing, and the switch keeps its state. */
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
