// The questions that are open now. Requests of one consumer for the same kind of token of one account wait for the same answer; the question is closed when the
// last of them is aborted.
import { AxiomTokenError } from '../core/base/errors';
import type { Logger } from '../core/ports/logger';
import { ChangeEmitter } from '../core/flow/change-emitter';
import type { AskUser, ConsentAnswer, ConsentQuestion, WaitingRequests } from './consent';
import { consumerKey } from './consumer';

export interface OpenQuestionsParts {
  readonly ask: AskUser;
  readonly logger: Logger;
  /** Called once for each answer that a request still waits for, before the requests get it. */
  readonly onAnswer: (question: ConsentQuestion, answer: ConsentAnswer) => void;
}

interface OpenQuestion {
  readonly close: AbortController;
  readonly answer: Promise<ConsentAnswer>;
  readonly changes: ChangeEmitter;
  waiting: number;
}

export class OpenQuestions {
  readonly #parts: OpenQuestionsParts;
  readonly #open = new Map<string, OpenQuestion>();

  constructor(parts: OpenQuestionsParts) {
    this.#parts = parts;
  }

  /** Asks the user, or joins the open question. @throws AxiomTokenError `CANCELLED` as soon as `signal` is aborted */
  async ask(question: ConsentQuestion, signal: AbortSignal): Promise<ConsentAnswer> {
    if (signal.aborted) throw new AxiomTokenError('CANCELLED');
    const key = [consumerKey(question.consumer), question.profileId, question.kind].join('\n');
    const open = this.#open.get(key) ?? this.#begin(key, question);
    open.waiting++;
    open.changes.emit();
    let leave = (): void => undefined;
    const left = new Promise<never>((_resolve, reject) => {
      leave = () => reject(new AxiomTokenError('CANCELLED'));
      signal.addEventListener('abort', leave);
    });
    try {
      return await Promise.race([open.answer, left]);
    } finally {
      signal.removeEventListener('abort', leave);
      if (--open.waiting === 0) this.#end(key, open);
      open.changes.emit();
    }
  }

  #begin(key: string, question: ConsentQuestion): OpenQuestion {
    const close = new AbortController();
    const changes = new ChangeEmitter(this.#parts.logger);
    const waiting: WaitingRequests = {
      get count() {
        return open.waiting;
      },
      onChange: (listener) => changes.subscribe(listener),
    };
    // Asked only after `open` is set, because `ask` may read the count at once.
    const answer = Promise.resolve()
      .then(() => this.#answer(question, close.signal, waiting))
      .finally(() => this.#end(key, open));
    const open: OpenQuestion = { close, answer, changes, waiting: 0 };
    this.#open.set(key, open);
    return open;
  }

  /** Removes the question: later requests cause a new one. */
  #end(key: string, open: OpenQuestion): void {
    if (this.#open.get(key) === open) this.#open.delete(key);
    if (open.waiting === 0) open.close.abort();
  }

  async #answer(question: ConsentQuestion, signal: AbortSignal, waiting: WaitingRequests): Promise<ConsentAnswer> {
    let answer: ConsentAnswer;
    try {
      answer = await this.#parts.ask.ask(question, signal, waiting);
    } catch (error) {
      this.#parts.logger.error('a person could not be asked about a program', error);
      answer = { decision: 'unanswered', why: 'closed' };
    }
    if (!signal.aborted) this.#parts.onAnswer(question, answer);
    return answer;
  }
}
