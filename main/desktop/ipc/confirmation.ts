// Asks the person, in a dialog that main owns, before something is done that cannot be taken back. Called by the handlers.
import { AxiomTokenError } from '../../core/base/errors';
import type { Question } from './questions';

/** Resolves when the person agrees. @throws AxiomTokenError `CANCELLED`; as {@link createConfirm}'s `ask` */
export type Confirm = (question: Question) => Promise<void>;

/** `ask` shows the question and answers whether the person agreed. */
export function createConfirm(ask: (question: Question) => Promise<boolean>): Confirm {
  return async (question) => {
    if (!(await ask(question))) throw new AxiomTokenError('CANCELLED');
  };
}
