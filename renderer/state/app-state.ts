// Snapshot and route in one pure reducer. Its events are main's pushes and the person's navigation. Used by App.
import type { PushPayload, Snapshot } from '../../preload/contract/schemas';
import { restoredRoute } from './kept-view';
import { followRequest, followSnapshot, goTo, type PageName, type Route, startRoute } from './route';

/** Both are absent until the first snapshot. */
export interface AppState {
  readonly snapshot: Snapshot | undefined;
  readonly route: Route | undefined;
  /** A page request that came before the first snapshot. */
  readonly early: PushPayload<'pageRequested'> | undefined;
  /** The route of the former window, to be restored. */
  readonly kept: Route | undefined;
  /** Whether the list of shortcuts is shown over the page, which keeps its state. */
  readonly showsShortcuts: boolean;
}

export type AppEvent =
  | { readonly kind: 'snapshot'; readonly snapshot: Snapshot }
  | { readonly kind: 'request'; readonly request: PushPayload<'pageRequested'> }
  | { readonly kind: 'go'; readonly page: PageName; readonly profileId?: string; readonly program?: string }
  | { readonly kind: 'shortcuts'; readonly isOpen: boolean };

/** Before the first snapshot. */
export function startState(kept?: Route): AppState {
  return { snapshot: undefined, route: undefined, early: undefined, kept, showsShortcuts: false };
}

/** The state after an event. */
export function nextAppState(state: AppState, event: AppEvent): AppState {
  const { snapshot, route, early, kept } = state;
  switch (event.kind) {
    case 'snapshot': {
      if (snapshot && route)
        return { ...state, snapshot: event.snapshot, route: followSnapshot(route, snapshot, event.snapshot) };
      const first = kept ? restoredRoute(kept, event.snapshot) : startRoute(event.snapshot);
      return {
        ...state,
        snapshot: event.snapshot,
        route: early ? followRequest(first, early, event.snapshot) : first,
        early: undefined,
      };
    }
    case 'request': {
      const showsShortcuts = event.request.page === 'shortcuts';
      if (!snapshot || !route) return { ...state, showsShortcuts, early: showsShortcuts ? early : event.request };
      return { ...state, showsShortcuts, route: followRequest(route, event.request, snapshot) };
    }
    case 'go':
      if (!snapshot || !route) return state;
      return {
        ...state,
        route: {
          ...goTo(snapshot, event.page, event.profileId ?? route.profileId, route.page),
          ...(event.program === undefined ? {} : { program: event.program }),
        },
      };
    case 'shortcuts':
      return { ...state, showsShortcuts: event.isOpen };
  }
}
