// The state of a profile as it is shown: its three facets and the headline that follows from them. Pure. Window, tray, socket and command line show the same.
import { deriveHeadline, withPlaceProblem, onNetworkPage, placeAside, placeProblem } from '../status/headline';
import type { Headline } from '../status/headline-table';
import { deriveTokenFacet, type SessionFacet, type StorageFacet, type TokenFacet } from '../status/state-facets';
import type { Profile } from './profile';

/** The state of a profile as it is shown. */
export interface ShownState {
  readonly token: TokenFacet;
  readonly session: SessionFacet;
  readonly storage: StorageFacet;
  readonly headline: Headline;
  /** The problem of the place, while the headline is about something worse. */
  readonly aside: ReturnType<typeof placeAside>;
  /** Whether a page of the network (a captive portal) answers instead of Axiom. */
  readonly isNetworkPage: boolean;
}

/** The state of the profile now. */
export function shownState({ manager, refresher, store }: Profile): ShownState {
  const token = deriveTokenFacet(manager.getTokens(), manager.serverNowMs());
  const storage = manager.storageFacet;
  const { isEmptied, isSettling } = manager.storage;
  // A file that may be half-written is not shown as a problem yet, nor is the refresh that waits for it.
  const session = isSettling && refresher.sessionFacet === 'held-up' ? 'ok' : refresher.sessionFacet;
  const problem = placeProblem(isSettling ? undefined : manager.storageFailure, isEmptied);
  const isNetworkPage = session === 'offline' && refresher.failure?.isFromElsewhere === true;
  const { requiredUserAction } = manager.place.store;
  const headlineOf = (...[tokenFacet, sessionFacet]: [TokenFacet, SessionFacet]): Headline =>
    withPlaceProblem(
      deriveHeadline(tokenFacet, sessionFacet, storage, store.kind, requiredUserAction),
      problem,
      store.kind,
    );
  const worst = headlineOf(token, session);
  return {
    token,
    session,
    storage,
    headline: isNetworkPage ? onNetworkPage(worst) : worst,
    aside: token === 'none' ? undefined : placeAside(worst, headlineOf('good', 'ok')),
    isNetworkPage,
  };
}
