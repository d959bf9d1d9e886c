// Writes to one connection. A client that does not read is cut off before its answers fill the memory.
import type { Socket } from 'node:net';

/** The limit for unread data: some hundred answers, and more than the longest one. */
export const MOST_UNREAD_BYTES = 512 * 1024;

export class Outbox {
  readonly #socket: Socket;
  readonly #onStuck: () => void;
  readonly #onRead: () => void;
  #waiting: (() => void)[] = [];

  /** `onStuck`: called when the client has left too much unread. `onRead`: called when it has read everything. */
  constructor(socket: Socket, onStuck: () => void, onRead: () => void = () => undefined) {
    this.#socket = socket;
    this.#onStuck = onStuck;
    this.#onRead = onRead;
    socket.once('close', () => this.#letGo());
  }

  /** Whether the client has not read everything that was written. New data for it can then wait, and be replaced by newer data. */
  get isBehind(): boolean {
    return this.#socket.writableLength > 0;
  }

  /** Resolves when the client has read everything, or has disconnected. */
  async whenRead(): Promise<void> {
    if (this.isBehind && !this.#socket.destroyed) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  write(line: string): void {
    if (!this.#socket.writable) return;
    // Not on `drain`, which comes only after much data was waiting.
    this.#socket.write(line, () => {
      if (this.isBehind) return;
      this.#letGo();
      if (this.#socket.writable) this.#onRead();
    });
    if (this.#socket.writableLength > MOST_UNREAD_BYTES) this.#onStuck();
  }

  #letGo(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
