// While the window is hidden, sends main the view that a new page would restore (kept-view.ts). Used by App.
import { useEffect, useRef } from 'preact/hooks';
import type { RendererApi } from '../../preload/contract/schemas';
import { type KeptView, writeKeptView } from './kept-view';

/** `read` returns the view, or nothing while something would be lost. It is called when the window is hidden and, while it is hidden, after each change of `changes`. */
export function useKeptView(
  api: Pick<RendererApi, 'saveView'>,
  read: () => KeptView | undefined,
  changes: readonly unknown[],
): void {
  const newest = useRef(read);
  newest.current = read;
  const isEnding = useRef(false);
  const tell = () => {
    if (!document.hidden || isEnding.current) return;
    const view = newest.current();
    void api.saveView(view ? { view: writeKeptView(view) } : {});
  };
  useEffect(() => {
    // A page that ends is also reported as hidden; main no longer listens to it then.
    const end = () => (isEnding.current = true);
    addEventListener('pagehide', end);
    document.addEventListener('visibilitychange', tell);
    return () => {
      removeEventListener('pagehide', end);
      document.removeEventListener('visibilitychange', tell);
    };
  }, [api]);
  useEffect(tell, changes);
}
