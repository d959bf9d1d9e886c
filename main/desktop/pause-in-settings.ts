// Copies the pause into the settings, where versions before `pause.json` read it: a user who paused everything and
// then starts such a version must find it paused. Never read back: only `pause.json` counts, because the command line
// changes that while the app is closed.
import type { PreferencesStore } from '../adapters/app-data/preferences-store';
import type { Unsubscribe } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { PauseSwitch } from '../handout/handout';

/** Copies the current pause and each later change. */
export function keepPauseInSettings(
  pause: PauseSwitch,
  preferences: Pick<PreferencesStore, 'read' | 'change'>,
  logger: Logger,
): Unsubscribe {
  const keep = (): void => {
    const { isPaused } = pause.state;
    if (preferences.read().isPaused === isPaused) return;
    try {
      preferences.change({ isPaused });
    } catch (error) {
      // Only an earlier version of the app reads it.
      logger.error('the pause could not be noted in the settings', error);
    }
  };
  keep();
  return pause.onChange(keep);
}
