// Which page the window shows. Pure: computes the next route from navigation, requests of tray and menu, and new snapshots.
// Until the person navigates, the route follows the state: welcome when no profile is signed in, else the dashboard. Used by app-state.ts.
import type { ProfileStatus, PushPayload, Snapshot } from '../../preload/contract/schemas';

export type PageName =
  | 'dashboard'
  | 'activity'
  | 'programs'
  | 'trail'
  | 'welcome'
  | 'add-profile'
  | 'browser'
  | 'password'
  | 'tokens'
  | 'find-tokens'
  | 'back-up'
  | 'restore'
  | 'clear'
  | 'settings'
  | 'store'
  | 'passphrase'
  | 'about'
  | 'check'
  | 'use-in-programs';

/** A page and its profile. */
export interface Route {
  readonly page: PageName;
  readonly profileId: string;
  /** Whether the state still chooses the page, because the person has not navigated yet. */
  readonly isAutomatic: boolean;
  /** Set when "Back" leads to the page that the person came from, instead of the one above. */
  readonly cameFrom?: PageName;
  /** For the trail page: its initial program filter, an id or a part of the name. */
  readonly program?: string;
}

/** The profile at the first start. */
const FIRST_PROFILE_ID = 'default';

/** The profile of the demo account. */
export const DEMO_PROFILE_ID = 'demo';

/** The route before any navigation. */
export function startRoute(snapshot: Snapshot): Route {
  const signedIn = snapshot.profiles.find((profile) => profile.headline.kind !== 'none');
  return signedIn
    ? { page: 'dashboard', profileId: signedIn.id, isAutomatic: true }
    : { page: 'welcome', profileId: ownProfileId(snapshot), isAutomatic: true };
}

/**
 * The route after a new snapshot. When its account was signed in elsewhere, the welcome page ends. A dashboard stays when its profile is signed out. At the start
 * it changes to the welcome page when its profile has no tokens; when its profile was removed, it changes to another dashboard.
 */
export function followSnapshot(route: Route, before: Snapshot, snapshot: Snapshot): Route {
  const isOf = ({ id }: { readonly id: string }) => id === route.profileId;
  const isRemoved = before.profiles.some(isOf) && !snapshot.profiles.some(isOf);
  if (isRemoved && route.page === 'dashboard') {
    return { page: 'dashboard', profileId: ownProfileId(snapshot), isAutomatic: false };
  }
  if (route.page === 'welcome' && isSignedInSince(route, before, snapshot)) return startAt(route, snapshot);
  if (!route.isAutomatic) return route;
  if (route.page === 'welcome') return startRoute(snapshot);
  const kindBefore = before.profiles.find((profile) => profile.id === route.profileId)?.headline.kind;
  return kindBefore === 'opening' || kindBefore === undefined ? startRoute(snapshot) : route;
}

/** Whether the welcome page has reached its goal: the first sign-in at all, or a sign-in to its account. */
function isSignedInSince({ profileId }: Route, before: Snapshot, snapshot: Snapshot): boolean {
  if (!isAnyoneSignedIn(before)) return isAnyoneSignedIn(snapshot);
  const was = before.profiles.find(({ id }) => id === profileId);
  const is = snapshot.profiles.find(({ id }) => id === profileId);
  if (!was || !is) return false;
  if (was.token === 'none') return is.token !== 'none';
  return was.session === 'needs-sign-in' && (is.session === 'ok' || is.session === 'refreshing');
}

/** The route's account if it is signed in, else the first that is. */
function startAt({ profileId }: Route, snapshot: Snapshot): Route {
  const isIts = snapshot.profiles.some(({ id, headline }) => id === profileId && headline.kind !== 'none');
  return isIts ? { page: 'dashboard', profileId, isAutomatic: true } : startRoute(snapshot);
}

/** The route after the person navigates to a page. `from`: the page that was shown. */
export function goTo(snapshot: Snapshot, page: PageName, profileId: string, from?: PageName): Route {
  const isFromSettings = page === 'store' && from === 'settings';
  return {
    page,
    profileId: page === 'welcome' ? ownProfileId(snapshot, profileId) : profileId,
    isAutomatic: false,
    ...(isFromSettings ? { cameFrom: from } : {}),
  };
}

/** The demo profile is only for the demo account: a real sign-in uses the first other profile. */
export function ownProfileId(snapshot: Snapshot, profileId?: string): string {
  if (profileId !== undefined && profileId !== DEMO_PROFILE_ID) return profileId;
  return ownProfiles(snapshot)[0]?.id ?? FIRST_PROFILE_ID;
}

/** All profiles except the demo's. */
export function ownProfiles(snapshot: Snapshot): readonly ProfileStatus[] {
  return snapshot.profiles.filter(({ id }) => id !== DEMO_PROFILE_ID);
}

/** The route after tray or menu has requested a page. */
export function followRequest(
  route: Route,
  { page, profileId }: PushPayload<'pageRequested'>,
  snapshot: Snapshot,
): Route {
  // A dialog over the current page (app-state.ts).
  if (page === 'shortcuts') return route;
  const targetId = profileId ?? route.profileId;
  if (page === 'sign-in') return goTo(snapshot, 'welcome', targetId);
  if (page !== 'dashboard' || profileId !== undefined) return goTo(snapshot, page, targetId);
  return isAnyoneSignedIn(snapshot) ? goTo(snapshot, 'dashboard', targetId) : startRoute(snapshot);
}

/** Where "Back" and Escape lead; `undefined` on the top pages. */
export function parentOf(route: Route, snapshot: Snapshot): PageName | undefined {
  if (route.cameFrom !== undefined) return route.cameFrom;
  switch (route.page) {
    case 'dashboard':
      return undefined;
    case 'welcome':
      return hasCards(snapshot) ? 'dashboard' : undefined;
    case 'browser':
    case 'password':
    case 'tokens':
      return 'welcome';
    case 'trail':
      return 'programs';
    case 'activity':
    case 'programs':
    case 'add-profile':
    case 'find-tokens':
    case 'back-up':
    case 'restore':
    case 'clear':
    case 'settings':
    case 'store':
    case 'passphrase':
    case 'about':
    case 'check':
    case 'use-in-programs':
      return hasCards(snapshot) ? 'dashboard' : 'welcome';
  }
}

/** Whether dashboards are useful: a profile is signed in, or there are several to choose from. */
export function hasCards(snapshot: Snapshot): boolean {
  return isAnyoneSignedIn(snapshot) || ownProfiles(snapshot).length > 1;
}

/** Whether any profile holds, or may hold, a sign-in. */
export function isAnyoneSignedIn(snapshot: Snapshot): boolean {
  return snapshot.profiles.some((profile) => profile.headline.kind !== 'none');
}
