// Holds the top frame of a page to the addresses that a rule allows, for navigation and redirects. Bridges the two shapes of Electron's events.
import type { WebContents } from 'electron';

/** Newer versions put the facts into the event, the oldest supported one passes them as arguments. */
interface NavigationEvent {
  preventDefault(): void;
  readonly url?: string;
  readonly isMainFrame?: boolean;
}

/** Refuses top-level navigation of `contents` to everything that `isAllowed` refuses; `onRefused` gets the address. */
export function guardNavigation(
  contents: WebContents,
  isAllowed: (url: string) => boolean,
  onRefused: (url: string) => void,
): void {
  const judge = (event: NavigationEvent, url: string): void => {
    if (isAllowed(url)) return;
    event.preventDefault();
    onRefused(url);
  };
  contents.on('will-navigate', (event: NavigationEvent, url?: string) => judge(event, event.url ?? url ?? ''));
  contents.on('will-redirect', (event: NavigationEvent, url?: string, _inPlace?: boolean, isMainFrame?: boolean) => {
    // Frames inside a page go where they like: a list of what a sign-in page embeds would be guessed.
    if (event.isMainFrame ?? isMainFrame ?? true) judge(event, event.url ?? url ?? '');
  });
}
