// Asks the person before something is done that cannot be taken back: in a dialog that main owns, or in the terminal of a command line that runs alone.
import { AxiomTokenError } from '../base/errors';
import type { Question } from './questions';

/** Resolves when the person agrees. @throws AxiomTokenError `CANCELLED`; as {@link createConfirm}'s `ask` */
export type Confirm = (question: Question) => Promise<void>;

/** A question with several answers. */
export interface Choice {
  readonly message: string;
  readonly detail: string;
  readonly answers: readonly string[];
  /** The number of the answer that has the focus; absent: "Cancel" has it. */
  readonly preferred?: number;
}

/** Resolves to the number of the answer. @throws AxiomTokenError `CANCELLED`; as {@link createChoose}'s `ask` */
export type Choose = (choice: Choice) => Promise<number>;

/** `ask` shows the question and gives the number of the answer, `undefined` for "Cancel". */
export function createChoose(ask: (choice: Choice) => Promise<number | undefined>): Choose {
  return async (choice) => {
    const answer = await ask(choice);
    if (answer === undefined) throw new AxiomTokenError('CANCELLED');
    return answer;
  };
}

/** `ask` shows the question and answers whether the person agreed. */
export function createConfirm(ask: (question: Question) => Promise<boolean>): Confirm {
  return async (question) => {
    if (!(await ask(question))) throw new AxiomTokenError('CANCELLED');
  };
}
