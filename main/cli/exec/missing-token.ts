// Why the program of `exec` has no fresh token: says each reason once, and remembers whether its account is gone.
import type { AxiomTokenError } from '../../core/base/errors';

export interface MissingTokenParts {
  /** Whether the program is stopped with its token once the account is gone. */
  readonly mayEnd: boolean;
  /** Prints one line for the person. */
  readonly say: (line: string) => void;
}

export class MissingToken {
  readonly #parts: MissingTokenParts;
  #said: string | undefined;
  #lost: AxiomTokenError | undefined;

  constructor(parts: MissingTokenParts) {
    this.#parts = parts;
  }

  /** The account was removed, or is someone else's now. Both may be undone. */
  get lost(): AxiomTokenError | undefined {
    return this.#lost;
  }

  /** A token has come. */
  end(): void {
    this.#said = undefined;
    this.#lost = undefined;
  }

  note(error: AxiomTokenError): void {
    if (error.code === 'WRONG_ACCOUNT' || error.code === 'TOKEN_NOT_FOUND') this.#lost = error;
  }

  /** Reports each reason once, until there is a token again. */
  warn({ code, message, remedy }: AxiomTokenError): void {
    if (this.#said === code) return;
    this.#said = code;
    const end = this.#lost && this.#parts.mayEnd ? ' The program is stopped when its token ends.' : '';
    this.#parts.say(`axiom-tokens: no fresh token for the program: ${message} ${remedy}${end}`);
  }
}

/** Whether only a person can help, who is told at once. */
export function needsPerson({ code }: AxiomTokenError): boolean {
  return code === 'UNAUTHORIZED' || code === 'NOT_AUTHENTICATED' || code === 'BROWSER_REQUIRED';
}

/** Whether a person refused or did not answer: asking again at once would repeat the question every half a minute. */
export function isOfPerson({ code }: AxiomTokenError): boolean {
  return code === 'DENIED' || code === 'NOT_ANSWERED';
}
