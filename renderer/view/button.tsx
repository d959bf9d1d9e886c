// A button: accent (the one action that matters on a page), plain, quiet or danger. Busy keeps it in place, focused and readable.
import type { ComponentChildren, RefObject } from 'preact';

/** How loud a button is. */
export type ButtonKind = 'accent' | 'plain' | 'quiet' | 'danger' | 'danger-quiet';

/** A button's looks and what it does. */
export interface ButtonProps {
  readonly kind?: ButtonKind;
  readonly type?: 'button' | 'submit';
  /** Under way: pressing does nothing, and the words say so. Unlike `disabled` this keeps the focus. */
  readonly isBusy?: boolean;
  readonly onPress?: () => void;
  readonly describedBy?: string | undefined;
  readonly buttonRef?: RefObject<HTMLButtonElement | null>;
  readonly children: ComponentChildren;
}

/** A button. */
export function Button({
  kind = 'plain',
  type = 'button',
  isBusy = false,
  onPress,
  describedBy,
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
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onPress?.();
      }}
    >
      {children}
    </button>
  );
}
