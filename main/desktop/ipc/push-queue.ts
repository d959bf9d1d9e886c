// Keeps what main has to tell a page until the page says that it listens: a page that is loading, reloading or was just replaced would miss it.
// Used by the registrar; knows neither Electron nor what is told.
import type { PushName } from '../../../preload/contract/channels';

/** Sends to the page in one window. */
export type SendPush = (webContentsId: number, name: PushName, payload: unknown) => void;

/** The newest of each push waits; what came before it would be out of date. */
export class PushQueue {
  readonly #send: SendPush;
  readonly #waiting = new Map<PushName, unknown>();
  #listening: number | undefined;

  constructor(send: SendPush) {
    this.#send = send;
  }

  /** Sends now, or as soon as a page listens. */
  push(name: PushName, payload: unknown): void {
    if (this.#listening !== undefined) return this.#send(this.#listening, name, payload);
    // What is told last is heard last.
    this.#waiting.delete(name);
    this.#waiting.set(name, payload);
  }

  /** Whether the page in this window has said that it listens. */
  isHeardBy(webContentsId: number): boolean {
    return this.#listening === webContentsId;
  }

  /** The page in this window listens from now on: it hears what has waited. */
  pageReady(webContentsId: number): void {
    this.#listening = webContentsId;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const [name, payload] of waiting) this.#send(webContentsId, name, payload);
  }

  /** The page in this window has gone, or is being replaced. */
  pageGone(webContentsId: number): void {
    if (this.#listening === webContentsId) this.#listening = undefined;
  }
}
