// The confirmation before tokens are cleared. The focus starts on "Keep them"; Escape does the same. Part of the clear page.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../../view/button';

/** `names`: the profiles whose tokens are cleared, as one text. */
export interface ClearQuestionProps {
  readonly names: string;
  readonly isBusy: boolean;
  readonly onClear: () => void;
  readonly onCancel: () => void;
}

export function ClearQuestion({ names, isBusy, onClear, onCancel }: ClearQuestionProps) {
  const cancelButton = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => cancelButton.current?.focus(), []);
  return (
    <div
      class="question"
      role="group"
      aria-labelledby="clear-title"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id="clear-title">Clear the tokens of {names} now?</h2>
      <p>
        This cannot be taken back. To use the profile again you sign in again, or restore a backup that is still fresh.
      </p>
      <div class="actions">
        <Button kind="danger" isBusy={isBusy} onPress={onClear}>
          {isBusy ? 'Clearing…' : 'Clear now'}
        </Button>
        <Button buttonRef={cancelButton} onPress={onCancel}>
          Keep them
        </Button>
      </div>
    </div>
  );
}
