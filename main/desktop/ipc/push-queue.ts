// Keeps pushes until the page has called pageReady: a page that is loading, reloading or was just replaced would miss them.
// Used by register-handlers.ts; must know neither Electron nor the payloads.
import type { PushName } from '../../../preload/contract/channels';

/** Sends to the page in one window. */
export type SendPush = (webContentsId: number, name: PushName, payload: unknown) => void;

/** Keeps the newest push of each name; older ones are out of date. */
export class PushQueue {
  readonly #send: SendPush;
  readonly #waiting = new Map<PushName, unknown>();
  #listeningId: number | undefined;

  constructor(send: SendPush) {
    this.#send = send;
  }

  /** Sends now, or as soon as a page listens. */
  push(name: PushName, payload: unknown): void {
    if (this.#listeningId !== undefined) return this.#send(this.#listeningId, name, payload);
    // Deleted first, so that the newest push is sent last.
    this.#waiting.delete(name);
    this.#waiting.set(name, payload);
  }

  /** Whether the page in this window listens. */
  isListening(webContentsId: number): boolean {
    return this.#listeningId === webContentsId;
  }

  /** The page in this window listens from now on: it gets the waiting pushes. */
  pageReady(webContentsId: number): void {
    this.#listeningId = webContentsId;
    for (const [name, payload] of [...this.#waiting]) {
      // Before it is sent: a failure loses this push, not those behind it.
      this.#waiting.delete(name);
      this.#send(webContentsId, name, payload);
    }
  }

  /** The page in this window has ended or is being replaced. */
  pageGone(webContentsId: number): void {
    if (this.#listeningId === webContentsId) this.#listeningId = undefined;
  }
}
