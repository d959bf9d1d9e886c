// Lets the top frame of a page open only URLs that a rule allows, for navigation and redirects. Handles both shapes of Electron's events.
// Used by the main window and the sign-in window.
import type { WebContents } from 'electron';

/** New versions put the values into the event; the oldest supported one passes them as arguments. */
interface NavigationEvent {
  preventDefault(): void;
  readonly url?: string;
  readonly isMainFrame?: boolean;
}

/** Blocks top-level navigation of `contents` to URLs for which `isAllowed` is false; `onRefused` gets the URL. */
export function guardNavigation(
  contents: WebContents,
  isAllowed: (url: string) => boolean,
  onRefused: (url: string) => void,
): void {
  const check = (event: NavigationEvent, url: string): void => {
    if (isAllowed(url)) return;
    event.preventDefault();
    onRefused(url);
  };
  contents.on('will-navigate', (event: NavigationEvent, url?: string) => check(event, event.url ?? url ?? ''));
  contents.on('will-redirect', (event: NavigationEvent, url?: string, _inPlace?: boolean, isMainFrame?: boolean) => {
    // Frames inside a page are not restricted, because it is unknown which hosts a sign-in page embeds.
    if (event.isMainFrame ?? isMainFrame ?? true) check(event, event.url ?? url ?? '');
  });
}
