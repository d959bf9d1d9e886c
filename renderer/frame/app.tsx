// The whole window: holds snapshot and route, listens to main's pushes and to Escape, and provides the context of all pages.
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import type { PressDone } from '../../preload/contract/press-schema';
import type { Failure, PushPayload, RendererApi, Snapshot } from '../../preload/contract/schemas';
import { AppContext, type AppContextValue } from '../state/app-context';
import { type AppState, nextAppState, startState } from '../state/app-state';
import type { Dropped } from '../state/dropped-text';
import type { KeptView } from '../state/kept-view';
import { ownProfileId, parentOf } from '../state/route';
import { useDrop } from '../state/use-drop';
import { useKeptView } from '../state/use-kept-view';
import { useOpenedFile } from '../state/use-opened-file';
import type { SecondTicker } from '../state/second-ticker';
import { followSnapshots } from '../state/snapshot-feed';
import type { DateTexts } from '../text/date-texts';
import { ShortcutsDialog } from '../page/help/shortcuts-dialog';
import { Announcer } from './announcer';
import { OpenedToast } from './opened-toast';
import { Pages } from './pages';
import { PressToast } from './press-toast';
import { StartFailure } from './start-failure';

export interface AppProps {
  readonly api: RendererApi;
  readonly ticker: SecondTicker;
  /** Creates the formatters for a locale. */
  readonly makeDates: (locale: string) => DateTexts;
  /** The view to restore; absent in the first window. */
  readonly start?: KeptView | undefined;
}

/** The window. */
export function App({ api, ticker, makeDates, start }: AppProps) {
  const [state, dispatch] = useReducer(nextAppState, start?.route, startState);
  const [failure, setFailure] = useState<Failure | undefined>(undefined);
  const [attempt, setAttempt] = useState(1);
  const [sentence, setSentence] = useState('');
  const [pressed, setPressed] = useState<PressDone | undefined>(undefined);
  const [dropped, setDropped] = useState<Dropped | undefined>(undefined);

  useEffect(() => {
    setFailure(undefined);
    const onSnapshot = (snapshot: Snapshot) => dispatch({ kind: 'snapshot', snapshot });
    return followSnapshots(api, onSnapshot, setFailure);
  }, [api, attempt]);
  useEffect(() => {
    const onPage = (request: PushPayload<'pageRequested'>) => dispatch({ kind: 'request', request });
    return api.subscribe('pageRequested', onPage);
  }, [api]);
  useEffect(() => api.subscribe('pressDone', setPressed), [api]);
  const opened = useOpenedFile(api, state.route?.page, () =>
    dispatch({ kind: 'request', request: { page: 'restore' } }),
  );
  // After all subscriptions: main now sends the pushes that waited while the page was loading.
  useEffect(() => void api.pageReady(undefined), [api]);

  const isRestored = start !== undefined && state.route === start.route;
  const choices = useMemo(() => new Map(isRestored ? Object.entries(start.choices) : []), [state.route === undefined]);
  const { route, showsShortcuts } = state;
  const canRestore = !showsShortcuts && !opened.offered && !opened.failure && opened.canLeave();
  useKeptView(api, () => (route && canRestore ? { route, choices: Object.fromEntries(choices) } : undefined), [
    route,
    canRestore,
  ]);

  const shownId = state.route?.profileId;
  useEffect(() => {
    if (shownId !== undefined) void api.setShownProfile({ profileId: shownId });
  }, [api, shownId]);

  const goBack = () => {
    const page = state.snapshot && state.route && parentOf(state.route, state.snapshot);
    if (page) dispatch({ kind: 'go', page });
  };
  useEscape(goBack);
  useDrop((next) => {
    const { snapshot, route } = state;
    if (!snapshot || !route) return;
    setDropped(next);
    dispatch({ kind: 'go', page: 'tokens', profileId: ownProfileId(snapshot, route.profileId) });
  });
  useWindowTitle(state);

  const timeLocale = state.snapshot?.timeLocale;
  const dates = useMemo(() => (timeLocale === undefined ? undefined : makeDates(timeLocale)), [makeDates, timeLocale]);
  if (!state.snapshot || !state.route || !dates) {
    return failure ? <StartFailure failure={failure} onRetry={() => setAttempt(attempt + 1)} /> : null;
  }
  const surroundings: AppContextValue = {
    api,
    ticker,
    dates,
    snapshot: state.snapshot,
    route: state.route,
    go: (page, profileId, program) =>
      dispatch({
        kind: 'go',
        page,
        ...(profileId === undefined ? {} : { profileId }),
        ...(program === undefined ? {} : { program }),
      }),
    goBack,
    showShortcuts: () => dispatch({ kind: 'shortcuts', isOpen: true }),
    dropped,
    takeDropped: () => setDropped(undefined),
    opened,
    pressed,
    choices,
    // A live region ignores an unchanged text, so a repeated sentence gets an invisible difference.
    announce: (words) => setSentence((before) => (before === words ? `${words}\u00A0` : words)),
  };
  return (
    <AppContext.Provider value={surroundings}>
      <Pages />
      {state.showsShortcuts ? <ShortcutsDialog onClose={() => dispatch({ kind: 'shortcuts', isOpen: false })} /> : null}
      <div class="toasts">
        <OpenedToast />
        <PressToast onClose={() => setPressed(undefined)} />
      </div>
      <Announcer sentence={sentence} />
    </AppContext.Provider>
  );
}

function useEscape(onEscape: () => void): void {
  const newest = useRef(onEscape);
  newest.current = onEscape;
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // A view that handled Escape itself has called preventDefault.
      if (event.key === 'Escape' && !event.defaultPrevented) newest.current();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}

function useWindowTitle({ snapshot, route }: AppState): void {
  const profile = snapshot?.profiles.find(({ id }) => id === route?.profileId);
  const isSimulator = snapshot?.simulatorOrigin !== undefined || (route?.page === 'dashboard' && profile?.isSimulator);
  useEffect(() => {
    document.title = isSimulator ? 'Axiom Token Manager – Simulator' : 'Axiom Token Manager';
  }, [isSimulator]);
}
