// The hand-out of the app: opened at the start, because the pause must be in effect before anything is refreshed, and closed at the end.
import type { PreferencesStore } from '../adapters/app-data/preferences-store';
import type { HandoutParts } from '../compose/handout-parts';
import { NOBODY_TO_ASK, NOBODY_TO_TELL, openHandout } from '../compose/open-handout';
import type { Handout } from '../handout/handout';
import { keepPauseInSettings } from './pause-in-settings';
import type { Closer } from './quitting';

export interface AppHandoutParts
  extends Omit<HandoutParts, 'ask' | 'tell'>,
    Partial<Pick<HandoutParts, 'ask' | 'tell'>> {
  readonly preferences: PreferencesStore;
}

export function openAppHandout({ preferences, ...parts }: AppHandoutParts, closers: Closer[]): Handout {
  const handout = openHandout({ ask: NOBODY_TO_ASK, tell: NOBODY_TO_TELL, ...parts });
  closers.push(() => handout.dispose());
  closers.push(keepPauseInSettings(handout.pause, preferences, parts.logger));
  return handout;
}
