// Brings a fresh token to a program that runs: into its file first, then by a signal, so that it reads the new one when it is told.
import type { TokenAnswer } from '../../handout/protocol';

export interface ChildNewsParts {
  /** Absent where the program has no file. @throws AxiomTokenError */
  readonly writeFile?: ((token: TokenAnswer) => Promise<void>) | undefined;
  /** Absent where no signal was asked for. */
  readonly tell?: (() => void) | undefined;
}

export class ChildNews {
  readonly #parts: ChildNewsParts;
  #turn: Promise<unknown> = Promise.resolve();
  #known: string | undefined;

  constructor(parts: ChildNewsParts) {
    this.#parts = parts;
  }

  /** For a program that is about to be started: it has the file from its first moment on. @throws AxiomTokenError */
  prepare(token: TokenAnswer): Promise<void> {
    return this.#inTurn(async () => {
      await this.#write(token);
    });
  }

  /** For one that runs. Nothing happens when it has this token already. @throws AxiomTokenError */
  bring(token: TokenAnswer): Promise<void> {
    return this.#inTurn(async () => {
      if (await this.#write(token)) this.#parts.tell?.();
    });
  }

  /** Resolves when nothing is being written any more. */
  async settled(): Promise<void> {
    await this.#turn;
  }

  async #write(token: TokenAnswer): Promise<boolean> {
    if (token.access_token === this.#known) return false;
    await this.#parts.writeFile?.(token);
    this.#known = token.access_token;
    return true;
  }

  #inTurn(task: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(task);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
