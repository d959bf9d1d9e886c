// Records in the activity log what happens by itself while the app runs: refreshes, and how long the access tokens were valid. Started by the composition root.
import { logRefreshes } from './refresh-activity';
import { type ValidTimeWatchParts, watchValidTime } from './valid-time-watch';

/** Starts recording. Call the result to stop; it resolves when all lines are written, or could not be. */
export function recordActivity(parts: ValidTimeWatchParts): () => Promise<void> {
  const stopLogging = logRefreshes(parts.registry, parts.activity);
  const stopWatching = watchValidTime(parts);
  return () => {
    stopLogging();
    stopWatching();
    return parts.activity.flush();
  };
}
