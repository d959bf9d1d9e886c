// A button: accent (the main action of a page), plain, quiet or danger. A busy button keeps its place and its focus.
import type { ComponentChildren, RefObject } from 'preact';

/** How prominent a button is. */
export type ButtonKind = 'accent' | 'plain' | 'quiet' | 'danger' | 'danger-quiet';

export interface ButtonProps {
  readonly kind?: ButtonKind;
  readonly type?: 'button' | 'submit';
  /** While busy a press does nothing; unlike `disabled` this keeps the focus. */
  readonly isBusy?: boolean;
  /** Gets the focus when the page opens. */
  readonly isFirst?: boolean;
  readonly onPress?: () => void;
  readonly describedBy?: string | undefined;
  /** The label for a screen reader, when the button's text is not clear on its own. */
  readonly label?: string;
  readonly buttonRef?: RefObject<HTMLButtonElement | null>;
  readonly children: ComponentChildren;
}

export function Button({
  kind = 'plain',
  type = 'button',
  isBusy = false,
  isFirst = false,
  onPress,
  describedBy,
  label,
  buttonRef,
  children,
}: ButtonProps) {
  return (
    <button
      ref={buttonRef ?? null}
      type={type}
      class={`button ${kind}`}
      aria-disabled={isBusy ? 'true' : undefined}
      aria-describedby={describedBy}
      aria-label={label}
      data-first={isFirst ? '' : undefined}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onPress?.();
      }}
    >
      {children}
    </button>
  );
}
