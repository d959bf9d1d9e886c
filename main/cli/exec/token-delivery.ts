// Delivers a fresh token to a running program: writes its file first, then sends the signal, so that the program reads the new token.
import type { TokenAnswer } from '../../handout/protocol';

export interface TokenDeliveryParts {
  /** Writes the token file; absent when the program has none. @throws AxiomTokenError */
  readonly writeFile?: ((token: TokenAnswer) => Promise<void>) | undefined;
  /** Sends the signal; absent when none was requested. */
  readonly sendSignal?: (() => void) | undefined;
}

export class TokenDelivery {
  readonly #parts: TokenDeliveryParts;
  #turn: Promise<unknown> = Promise.resolve();
  #known: string | undefined;

  constructor(parts: TokenDeliveryParts) {
    this.#parts = parts;
  }

  /** Writes the file before the program starts. @throws AxiomTokenError */
  prepare(token: TokenAnswer): Promise<void> {
    return this.#inTurn(async () => {
      await this.#write(token);
    });
  }

  /** Delivers a token to the running program; does nothing if it has this token already. @throws AxiomTokenError */
  deliver(token: TokenAnswer): Promise<void> {
    return this.#inTurn(async () => {
      if (await this.#write(token)) this.#parts.sendSignal?.();
    });
  }

  /** Resolves when no write is in progress. */
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
