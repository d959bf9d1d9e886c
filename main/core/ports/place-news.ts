// Tells the other processes of this person that a place holds something else now, so that none of them has to look from time to time.
// Implemented by files in the folder that all processes of this person share.
import type { Unsubscribe } from './clock';

/** News of all places. Only that something has changed is told, never what. */
export interface PlaceNews {
  /** Tells the others. @throws AxiomTokenError `STORAGE_FULL`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE` when they cannot be told */
  tell(place: string): Promise<void>;
  /**
   * Calls `changed` after another process has told of this place; once or several times for one change, and not for what was told here. Never throws:
   * where nothing can be heard, `changed` is not called.
   */
  listen(place: string, changed: () => void): Unsubscribe;
}
