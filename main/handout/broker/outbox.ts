// What is written to one connection. A reader that takes nothing is cut off before its answers fill the memory.
import type { Socket } from 'node:net';

/** Some hundred answers. */
export const MOST_UNREAD_BYTES = 1024 * 1024;

export class Outbox {
  readonly #socket: Socket;
  readonly #onStuck: () => void;

  /** `onStuck`: the reader has left more unread than it may. */
  constructor(socket: Socket, onStuck: () => void) {
    this.#socket = socket;
    this.#onStuck = onStuck;
  }

  /** Whether the reader has not yet taken what was written before. What is new for it can wait, and become newer meanwhile. */
  get isBehind(): boolean {
    return this.#socket.writableLength > 0;
  }

  write(line: string): void {
    if (!this.#socket.writable) return;
    this.#socket.write(line);
    if (this.#socket.writableLength > MOST_UNREAD_BYTES) this.#onStuck();
  }
}
