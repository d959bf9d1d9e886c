// Asks the person one question at a time, in a dialog that main owns, before something is done that cannot be taken back. Called by the handlers.
import { AxiomTokenError } from '../../core/base/errors';
import type { Question } from './questions';

/** Resolves when the person agrees. @throws AxiomTokenError `CANCELLED`; `INVALID_INPUT` while another question is open */
export type Confirm = (question: Question) => Promise<void>;

/** `ask` shows the question and answers whether the person agreed. */
export function createConfirm(ask: (question: Question) => Promise<boolean>): Confirm {
  let isOpen = false;
  return async (question) => {
    if (isOpen) {
      throw new AxiomTokenError('INVALID_INPUT', {
        message: 'Another question is still open.',
        remedy: 'Answer it first, then try again. Nothing was changed.',
      });
    }
    isOpen = true;
    try {
      if (!(await ask(question))) throw new AxiomTokenError('CANCELLED');
    } finally {
      isOpen = false;
    }
  };
}
