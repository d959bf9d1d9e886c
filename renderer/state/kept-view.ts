// The view that a new page restores, because main destroys the window while it is closed into the tray. Only this file reads and writes the format; main keeps the text
// and adds it to the new page's address, after the "#". It contains the text of filters, and nothing else that was typed. Used by main.tsx and use-kept-view.ts.
import type { Snapshot } from '../../preload/contract/schemas';
import { type PageName, type Route, startRoute } from './route';

export interface KeptView {
  readonly route: Route;
  /** What was chosen on that page, by name: filters, spans. */
  readonly choices: Readonly<Record<string, unknown>>;
}

/** Whether leaving the page loses nothing: nothing is typed, chosen or in progress there, unless the page says so (use-opened-file.ts). */
export const CAN_BE_LEFT: Readonly<Record<PageName, boolean>> = {
  dashboard: true,
  activity: true,
  programs: true,
  trail: true,
  welcome: true,
  settings: true,
  about: true,
  check: true,
  'use-in-programs': true,
  'add-profile': false,
  browser: false,
  password: false,
  tokens: false,
  'find-tokens': false,
  'back-up': false,
  restore: false,
  clear: false,
  store: false,
  passphrase: false,
};

export function writeKeptView(view: KeptView): string {
  return JSON.stringify(view);
}

/** Reads the part of an address from "#" on; `undefined` for any other text. */
export function readKeptView(hash: string): KeptView | undefined {
  try {
    const { route, choices } = JSON.parse(decodeURIComponent(hash.slice(1))) as KeptView;
    const isKept = Object.hasOwn(CAN_BE_LEFT, route.page) && CAN_BE_LEFT[route.page] && typeof choices === 'object';
    return isKept ? { route, choices } : undefined;
  } catch {
    return undefined;
  }
}

/** The route to restore. If its account was removed or signed in to in the meantime, the route that fits now. */
export function restoredRoute(route: Route, snapshot: Snapshot): Route {
  const profile = snapshot.profiles.find(({ id }) => id === route.profileId);
  if (!profile) return startRoute(snapshot);
  if (route.page !== 'welcome') return route;
  if (route.isAutomatic) return startRoute(snapshot);
  return profile.token === 'none' ? route : { page: 'dashboard', profileId: profile.id, isAutomatic: false };
}
