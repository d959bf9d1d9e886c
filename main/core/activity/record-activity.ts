// What goes into the activity by itself while the app runs: refreshes, and for how long there was a valid token. Started by the composition root.
import { logRefreshes } from './refresh-activity';
import { type ValidTimeWatchParts, watchValidTime } from './valid-time-watch';

/** Starts recording; call the result to stop, which resolves when all is written down or could not be. */
export function recordActivity(parts: ValidTimeWatchParts): () => Promise<void> {
  const stopLogging = logRefreshes(parts.registry, parts.activity);
  const stopWatching = watchValidTime(parts);
  return () => {
    stopLogging();
    stopWatching();
    return parts.activity.flush();
  };
}
