// The button that refreshes: it says that it is under way, or why it cannot be pressed and until when.
import { useNow } from '../state/use-now';
import { longDuration } from '../text/duration';
import { Button, type ButtonKind } from '../view/button';

export interface RefreshButtonProps {
  readonly kind: ButtonKind;
  readonly label: string;
  readonly isWorking: boolean;
  /** Until then Axiom takes no refresh. */
  readonly waitsUntilMs: number | undefined;
  readonly onPress: () => void;
}

export function RefreshButton({ kind, label, isWorking, waitsUntilMs, onPress }: RefreshButtonProps) {
  const leftMs = (waitsUntilMs ?? 0) - useNow();
  const isWaiting = leftMs > 0;
  const words = isWaiting ? `Axiom asks to wait, ${longDuration(leftMs)}` : label;
  return (
    <Button kind={kind} isBusy={isWorking || isWaiting} onPress={onPress}>
      {isWorking ? 'Refreshing…' : words}
    </Button>
  );
}
