// Holds pushes until the page has called pageReady: a page that is loading, reloading or was just replaced would miss them.
// Used by register-handlers.ts; must know neither Electron nor the payloads.
import type { PushName } from '../../../preload/contract/channels';

/** Sends to the page of one window. */
export type SendPush = (webContentsId: number, name: PushName, payload: unknown) => void;

/** Holds only the newest push of each name; older ones are outdated. */
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

  /** Whether this window's page listens. */
  isListening(webContentsId: number): boolean {
    return this.#listeningId === webContentsId;
  }

  /** This window's page listens from now on: sends the waiting pushes. */
  pageReady(webContentsId: number): void {
    this.#listeningId = webContentsId;
    for (const [name, payload] of [...this.#waiting]) {
      // Deleted before sending: if sending fails, only this push is lost.
      this.#waiting.delete(name);
      this.#send(webContentsId, name, payload);
    }
  }

  /** This window's page has ended or is being replaced. */
  pageGone(webContentsId: number): void {
    if (this.#listeningId === webContentsId) this.#listeningId = undefined;
  }
}
