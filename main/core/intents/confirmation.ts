// Asks the user before something that cannot be undone: in a dialog of the main process, or in the terminal when the command line runs without the app.
import { AxiomTokenError } from '../base/errors';
import type { Question } from './questions';

/**
 * Resolves when the user agrees. `signal`: aborted when the caller has gone; the question is then closed.
 * @throws AxiomTokenError `CANCELLED`, and what `ask` of {@link createConfirm} throws
 */
export type Confirm = (question: Question, signal?: AbortSignal) => Promise<void>;

/** A question with several answers. */
export interface Choice {
  readonly message: string;
  readonly detail: string;
  readonly answers: readonly string[];
  /** The index of the answer that has the focus; absent: "Cancel" has the focus. */
  readonly preferred?: number;
}

/** Resolves to the index of the chosen answer; otherwise as {@link Confirm}. @throws AxiomTokenError `CANCELLED`, and what `ask` of {@link createChoose} throws */
export type Choose = (choice: Choice, signal?: AbortSignal) => Promise<number>;

/** `ask` shows the question and resolves to the index of the answer, or `undefined` for "Cancel". */
export function createChoose(ask: (choice: Choice, signal?: AbortSignal) => Promise<number | undefined>): Choose {
  return async (choice, signal) => {
    const answer = await ask(choice, signal);
    if (answer === undefined) throw new AxiomTokenError('CANCELLED');
    return answer;
  };
}

/** `ask` shows the question and resolves to whether the user agreed. */
export function createConfirm(ask: (question: Question, signal?: AbortSignal) => Promise<boolean>): Confirm {
  return async (question, signal) => {
    if (!(await ask(question, signal))) throw new AxiomTokenError('CANCELLED');
  };
}
