// Keeps the pause in the settings as well, where versions before `pause.json` look for it: a person who has paused everything and starts such a version must not find it
// running. Nothing reads it back once there is a `pause.json`, which the command line changes while the app is closed.
import type { PreferencesStore } from '../adapters/app-data/preferences-store';
import type { Unsubscribe } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { PauseSwitch } from '../handout/handout';

/** From now on, and what was missed since the last run. */
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
      // Only an earlier version would miss it.
      logger.error('the pause could not be noted in the settings', error);
    }
  };
  keep();
  return pause.onChange(keep);
}
