// What is written to one connection. A reader that takes nothing is cut off before its answers fill the memory.
import type { Socket } from 'node:net';

/** Some hundred answers, and more than the longest one. */
export const MOST_UNREAD_BYTES = 512 * 1024;

export class Outbox {
  readonly #socket: Socket;
  readonly #onStuck: () => void;
  readonly #onTaken: () => void;
  #waiting: (() => void)[] = [];

  /** `onStuck`: the reader has left more unread than it may. `onTaken`: it has taken all, so that it is behind no more. */
  constructor(socket: Socket, onStuck: () => void, onTaken: () => void = () => undefined) {
    this.#socket = socket;
    this.#onStuck = onStuck;
    this.#onTaken = onTaken;
    socket.once('close', () => this.#letGo());
  }

  /** Whether the reader has not yet taken what was written before. What is new for it can wait, and become newer meanwhile. */
  get isBehind(): boolean {
    return this.#socket.writableLength > 0;
  }

  /** Resolves when the reader has taken all, or has gone. */
  async whenTaken(): Promise<void> {
    if (this.isBehind && !this.#socket.destroyed) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  write(line: string): void {
    if (!this.#socket.writable) return;
    // Not on `drain`, which a stream tells only where much was waiting.
    this.#socket.write(line, () => {
      if (this.isBehind) return;
      this.#letGo();
      if (this.#socket.writable) this.#onTaken();
    });
    if (this.#socket.writableLength > MOST_UNREAD_BYTES) this.#onStuck();
  }

  #letGo(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
