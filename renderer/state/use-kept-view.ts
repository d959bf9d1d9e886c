// Tells main, while the window is hidden, how a new page goes on from this one. Used by App.
import { useEffect, useRef } from 'preact/hooks';
import type { RendererApi } from '../../preload/contract/schemas';
import { type KeptView, writeKeptView } from './kept-view';

/** `read` gives what to go on from, or nothing while something would be lost; it is asked when the window is hidden, and while it is, after each change of `changes`. */
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
    // A page that ends is hidden as well, and main hears it no more.
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
