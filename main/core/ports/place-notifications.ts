// Notifies the other processes of this user that the content of a place has changed, so that none of them has to poll.
// Implemented by files in the folder that all processes of this user share.
import type { Unsubscribe } from './clock';

/** Notifications about all places. They say only that something has changed, never what. */
export interface PlaceNotifications {
  /** Notifies the other processes. @throws AxiomTokenError `STORAGE_FULL`, `STORAGE_DENIED`, `STORAGE_UNAVAILABLE` when that fails */
  notify(place: string): Promise<void>;
  /**
   * Calls `changed` after another process has notified of this place, once or several times for one change; never for notifications of this process. Never
   * throws: if notifications cannot be received, `changed` is just not called.
   */
  listen(place: string, changed: () => void): Unsubscribe;
}
