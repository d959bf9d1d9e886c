// The end of the list: the button for older entries, and the text that replaces it. The text takes over the button's focus.
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../view/button';

export interface ActivityEndProps {
  readonly hasMore: boolean;
  /** Whether there are more entries than the window shows. */
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
      {isCut ? 'Older entries are in the table that you can save.' : 'There are no older entries.'}
    </p>
  );
}
