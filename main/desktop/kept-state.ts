// State that the next start can do without, stored in the preferences: a failed write is only logged.
import type { StoredPreferences } from '../adapters/app-data/preferences-form';
import type { PreferencesStore } from '../adapters/app-data/preferences-store';
import type { Logger } from '../core/ports/logger';

/** Reads and writes one field of the preferences file. */
export function keptState<Name extends 'windowPlace' | 'toldSignInEnds'>(
  preferences: Pick<PreferencesStore, 'read' | 'change'>,
  name: Name,
  logger: Logger,
): { read(): StoredPreferences[Name]; set(state: StoredPreferences[Name]): void } {
  return {
    read: () => preferences.read()[name],
    set(state) {
      try {
        preferences.change({ [name]: state });
      } catch (error) {
        logger.error('something could not be written down for the next start', error);
      }
    },
  };
}
