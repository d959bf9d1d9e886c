// What a page that is made anew goes on from: main lets the window go while it is closed. The words are this file's own; main only hands them back, behind the
// "#" of the page's address. The text of a filter is in them, and nothing else that was typed. Used by main.tsx and use-kept-view.ts.
import type { Snapshot } from '../../preload/contract/schemas';
import { type PageName, type Route, startRoute } from './route';

export interface KeptView {
  readonly route: Route;
  /** What was chosen on that page, by name: filters, spans. */
  readonly choices: Readonly<Record<string, unknown>>;
}

/** Whether a page can be left without a loss: nothing is typed, chosen or under way there, unless it says so. */
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

/** Reads the part of an address from "#" on; `undefined` for any other words. */
export function readKeptView(hash: string): KeptView | undefined {
  try {
    const { route, choices } = JSON.parse(decodeURIComponent(hash.slice(1))) as KeptView;
    const isKept = Object.hasOwn(CAN_BE_LEFT, route.page) && CAN_BE_LEFT[route.page] && typeof choices === 'object';
    return isKept ? { route, choices } : undefined;
  } catch {
    return undefined;
  }
}

/** The route to go on from, as far as it still makes sense: the account may have gone, or been signed in to, meanwhile. */
export function restoredRoute(route: Route, snapshot: Snapshot): Route {
  const profile = snapshot.profiles.find(({ id }) => id === route.profileId);
  if (!profile) return startRoute(snapshot);
  if (route.page !== 'welcome') return route;
  if (route.isAutomatic) return startRoute(snapshot);
  return profile.token === 'none' ? route : { page: 'dashboard', profileId: profile.id, isAutomatic: false };
}
