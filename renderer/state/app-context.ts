// What every view may ask for: the API, the newest snapshot, the way to another page, and the one voice for screen readers.
// Handed down by App, so that views stay small and tests can hand in values.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { ProfileStatus, RendererApi, Snapshot } from '../../preload/contract/schemas';
import type { DateTexts } from '../text/date-texts';
import type { PageName, Route } from './route';
import type { SecondTicker } from './second-ticker';

/** The surroundings of a view. */
export interface AppSurroundings {
  readonly api: RendererApi;
  readonly snapshot: Snapshot;
  readonly route: Route;
  readonly dates: DateTexts;
  readonly ticker: SecondTicker;
  readonly go: (page: PageName, profileId?: string) => void;
  /** To the page above this one, if there is one. */
  readonly goBack: () => void;
  /** Says a sentence in the live region, politely. */
  readonly announce: (sentence: string) => void;
}

export const AppContext = createContext<AppSurroundings | undefined>(undefined);

/** The surroundings; only inside App. */
export function useApp(): AppSurroundings {
  const surroundings = useContext(AppContext);
  if (surroundings === undefined) throw new Error('This view belongs inside App.');
  return surroundings;
}

/** The profile that the route is about, if the snapshot has it. */
export function useProfile(): ProfileStatus | undefined {
  const { snapshot, route } = useApp();
  return snapshot.profiles.find((profile) => profile.id === route.profileId);
}
