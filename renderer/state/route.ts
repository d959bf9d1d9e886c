// Which page the window shows. Pure: the person's steps, requests of tray and menu, and new snapshots go in, the next route comes out.
// Until the person has gone somewhere, the route follows the state: welcome when nobody is signed in, else the dashboard.
import type { PushPayload, Snapshot } from '../../preload/contract/schemas';

export type PageName =
  | 'dashboard'
  | 'welcome'
  | 'browser'
  | 'password'
  | 'tokens'
  | 'back-up'
  | 'restore'
  | 'clear'
  | 'settings'
  | 'store'
  | 'passphrase';

/** A page and the profile it is about. */
export interface Route {
  readonly page: PageName;
  readonly profileId: string;
  /** Whether the state still chooses the page. */
  readonly isFollowing: boolean;
}

/** The profile of a first start. */
const FIRST_PROFILE_ID = 'default';

/** The profile of the demo account. */
export const DEMO_PROFILE_ID = 'demo';

/** The route for a state that nobody has navigated in yet. */
export function startRoute(snapshot: Snapshot): Route {
  const signedIn = snapshot.profiles.find((profile) => profile.headline.kind !== 'none');
  return signedIn
    ? { page: 'dashboard', profileId: signedIn.id, isFollowing: true }
    : { page: 'welcome', profileId: ownProfileId(snapshot.profiles[0]?.id), isFollowing: true };
}

/** The route after a new snapshot. A card that is shown stays when its profile is signed out; one that never opened gives way to the welcome. */
export function followSnapshot(route: Route, before: Snapshot, snapshot: Snapshot): Route {
  if (!route.isFollowing) return route;
  if (route.page === 'welcome') return startRoute(snapshot);
  const kindBefore = before.profiles.find((profile) => profile.id === route.profileId)?.headline.kind;
  return kindBefore === 'opening' || kindBefore === undefined ? startRoute(snapshot) : route;
}

/** The person goes to a page. */
export function goTo(route: Route, page: PageName, profileId = route.profileId): Route {
  return { page, profileId: page === 'welcome' ? ownProfileId(profileId) : profileId, isFollowing: false };
}

/** The demo profile holds the demo account and no other: a real sign-in goes into the first profile. */
function ownProfileId(profileId: string | undefined): string {
  return profileId === undefined || profileId === DEMO_PROFILE_ID ? FIRST_PROFILE_ID : profileId;
}

/** Tray or menu asks for a page. */
export function followRequest(
  route: Route,
  { page, profileId }: PushPayload<'pageRequested'>,
  snapshot: Snapshot,
): Route {
  if (page === 'sign-in') return goTo(route, 'welcome', profileId);
  if (page !== 'dashboard') return goTo(route, page, profileId);
  if (profileId !== undefined) return goTo(route, 'dashboard', profileId);
  return isAnyoneSignedIn(snapshot) ? goTo(route, 'dashboard') : startRoute(snapshot);
}

/** Where "Back" and Escape lead; `undefined` on the top pages. */
export function parentOf(route: Route, snapshot: Snapshot): PageName | undefined {
  switch (route.page) {
    case 'dashboard':
      return undefined;
    case 'welcome':
      return isAnyoneSignedIn(snapshot) ? 'dashboard' : undefined;
    case 'browser':
    case 'password':
    case 'tokens':
      return 'welcome';
    case 'back-up':
    case 'restore':
    case 'clear':
    case 'settings':
    case 'store':
    case 'passphrase':
      return isAnyoneSignedIn(snapshot) ? 'dashboard' : 'welcome';
  }
}

/** Whether any profile holds, or may hold, a sign-in. */
export function isAnyoneSignedIn(snapshot: Snapshot): boolean {
  return snapshot.profiles.some((profile) => profile.headline.kind !== 'none');
}
