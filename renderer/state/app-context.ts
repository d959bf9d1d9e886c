// The context of all views: the API, the newest snapshot, navigation, and announcements for screen readers.
// Provided by App; tests provide their own values.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { PressDone } from '../../preload/contract/press-schema';
import type { ProfileStatus, RendererApi, Snapshot } from '../../preload/contract/schemas';
import type { Dropped } from './dropped-text';
import type { OpenedFileState } from './use-opened-file';
import type { DateTexts } from '../text/date-texts';
import type { PageName, Route } from './route';
import type { SecondTicker } from './second-ticker';

/** The context of a view. */
export interface AppContextValue {
  readonly api: RendererApi;
  readonly snapshot: Snapshot;
  readonly route: Route;
  readonly dates: DateTexts;
  readonly ticker: SecondTicker;
  /** `program`: the initial filter of the trail page. */
  readonly go: (page: PageName, profileId?: string, program?: string) => void;
  /** Goes to the page above this one, if there is one. */
  readonly goBack: () => void;
  /** Shows the list of shortcuts over the page. */
  readonly showShortcuts: () => void;
  /** What was dropped onto the window and not used yet; the tokens page uses it. */
  readonly dropped: Dropped | undefined;
  readonly takeDropped: () => void;
  /** The file that was opened from outside. */
  readonly opened: OpenedFileState;
  /** The result of the last tray, menu or shortcut command. */
  readonly pressed: PressDone | undefined;
  /** What is chosen on the page, by name; see use-kept-choice.ts. */
  readonly choices: Map<string, unknown>;
  /** Announces a sentence in the polite live region. */
  readonly announce: (sentence: string) => void;
}

export const AppContext = createContext<AppContextValue | undefined>(undefined);

/** The context. @throws Error outside App */
export function useApp(): AppContextValue {
  const surroundings = useContext(AppContext);
  if (surroundings === undefined) throw new Error('This view belongs inside App.');
  return surroundings;
}

/** The route's profile, if it is in the snapshot. */
export function useProfile(): ProfileStatus | undefined {
  const { snapshot, route } = useApp();
  return snapshot.profiles.find((profile) => profile.id === route.profileId);
}
