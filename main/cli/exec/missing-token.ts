// Why the program of `exec` has no fresh token: reports each reason once, and remembers whether the account was
// removed or changed.
import type { AxiomTokenError } from '../../core/base/errors';

export interface MissingTokenParts {
  /** Whether the program is stopped when its token expires, once the account was removed or changed. */
  readonly mayEnd: boolean;
  /** Prints one line for the user. */
  readonly say: (line: string) => void;
}

export class MissingToken {
  readonly #parts: MissingTokenParts;
  #said: string | undefined;
  #lost: AxiomTokenError | undefined;

  constructor(parts: MissingTokenParts) {
    this.#parts = parts;
  }

  /** The error when the account was removed or someone else is signed in to it. Both can be undone. */
  get lost(): AxiomTokenError | undefined {
    return this.#lost;
  }

  /** Call it when a token was received. */
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
    const end = this.#lost && this.#parts.mayEnd ? ' The program is stopped when its token expires.' : '';
    this.#parts.say(`axiom-tokens: no fresh token for the program: ${message} ${remedy}${end}`);
  }
}

/** Whether only a person can help. The user is then notified at once. */
export function needsPerson({ code }: AxiomTokenError): boolean {
  return code === 'UNAUTHORIZED' || code === 'NOT_AUTHENTICATED' || code === 'BROWSER_REQUIRED';
}

/**
 * Whether a person refused or did not answer: a retry at the usual interval would repeat the question every half a
 * minute.
 */
export function isOfPerson({ code }: AxiomTokenError): boolean {
  return code === 'DENIED' || code === 'NOT_ANSWERED';
}
