// The refresh button: also says that a refresh is in progress, or why and until when none is possible.
import { useNow } from '../state/use-now';
import { longDuration } from '../text/duration';
import { Button, type ButtonKind } from '../view/button';

export interface RefreshButtonProps {
  readonly kind: ButtonKind;
  readonly label: string;
  readonly isWorking: boolean;
  /** Until then Axiom accepts no refresh. */
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
