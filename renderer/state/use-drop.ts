// Handles drops onto the window. Used by App.
import { useEffect, useRef } from 'preact/hooks';
import { type Dropped, readDropped } from './dropped-text';

/** Calls `onDropped` with each file or text; other drops do nothing. */
export function useDrop(onDropped: (dropped: Dropped) => void): void {
  const newest = useRef(onDropped);
  newest.current = onDropped;
  useEffect(() => {
    // Without this the browser refuses the drop.
    const allow = (event: DragEvent) => event.preventDefault();
    const take = (event: DragEvent) => {
      event.preventDefault();
      if (event.dataTransfer)
        void readDropped(event.dataTransfer).then((dropped) => dropped && newest.current(dropped));
    };
    document.addEventListener('dragover', allow);
    document.addEventListener('drop', take);
    return () => {
      document.removeEventListener('dragover', allow);
      document.removeEventListener('drop', take);
    };
  }, []);
}
