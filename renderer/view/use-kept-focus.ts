// Keeps the focus on a page: where the focused element goes, as a note goes with its button, the heading takes its place. Else the keyboard would begin anew
// at the top of the window.
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Watches `page` as long as it is there. Whoever moves the focus in the same step goes first. */
export function useKeptFocus(page: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const root = page.current;
    if (!root) return undefined;
    let last: EventTarget | null = null;
    const remember = (event: FocusEvent) => {
      last = event.target;
    };
    const observer = new MutationObserver(() => {
      if (!(last instanceof Element) || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      root.querySelector<HTMLElement>('h1')?.focus();
    });
    root.addEventListener('focusin', remember);
    observer.observe(root, { childList: true, subtree: true });
    return () => {
      observer.disconnect();
      root.removeEventListener('focusin', remember);
    };
  }, []);
}
