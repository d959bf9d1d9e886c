// Asks the user before something that cannot be undone: in a dialog of the main process, or in the terminal when the command line runs without the app.
import { AxiomTokenError } from '../base/errors';
import type { Question } from './questions';

/** Resolves when the user agrees. @throws AxiomTokenError `CANCELLED`, and what `ask` of {@link createConfirm} throws */
export type Confirm = (question: Question) => Promise<void>;

/** A question with several answers. */
export interface Choice {
  readonly message: string;
  readonly detail: string;
  readonly answers: readonly string[];
  /** The index of the answer that has the focus; absent: "Cancel" has the focus. */
  readonly preferred?: number;
}

/** Resolves to the index of the chosen answer. @throws AxiomTokenError `CANCELLED`, and what `ask` of {@link createChoose} throws */
export type Choose = (choice: Choice) => Promise<number>;

/** `ask` shows the question and resolves to the index of the answer, or `undefined` for "Cancel". */
export function createChoose(ask: (choice: Choice) => Promise<number | undefined>): Choose {
  return async (choice) => {
    const answer = await ask(choice);
    if (answer === undefined) throw new AxiomTokenError('CANCELLED');
    return answer;
  };
}

/** `ask` shows the question and resolves to whether the user agreed. */
export function createConfirm(ask: (question: Question) => Promise<boolean>): Confirm {
  return async (question) => {
    if (!(await ask(question))) throw new AxiomTokenError('CANCELLED');
  };
}
