// Keeps the focus on a page: when the focused element is removed, for example with its note, the heading gets the focus. Otherwise keyboard users would start again
// at the top of the window.
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Watches `page` while it exists. A focus change by other code in the same step wins. */
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
