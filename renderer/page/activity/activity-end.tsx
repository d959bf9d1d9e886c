// The end of the list: the button for older entries, and what is said when it goes. The words take the focus that the button had.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../view/button';

export interface ActivityEndProps {
  readonly hasMore: boolean;
  /** Whether there are more than the window shows. */
  readonly isCut: boolean;
  readonly onMore: () => void;
}

export function ActivityEnd({ hasMore, isCut, onMore }: ActivityEndProps) {
  const words = useRef<HTMLParagraphElement>(null);
  const [wasAsked, setWasAsked] = useState(false);
  const isFocusDue = useRef(false);
  useLayoutEffect(() => {
    if (hasMore || !isFocusDue.current) return;
    isFocusDue.current = false;
    words.current?.focus();
  }, [hasMore]);
  if (hasMore) {
    const more = () => {
      isFocusDue.current = true;
      setWasAsked(true);
      onMore();
    };
    return (
      <div class="actions activity-more">
        <Button onPress={more}>Show older</Button>
      </div>
    );
  }
  if (!isCut && !wasAsked) return null;
  return (
    <p class="quiet activity-more" ref={words} tabIndex={-1}>
      {isCut ? 'Still older ones are in the table that you can save.' : 'There are no older ones.'}
    </p>
  );
}
