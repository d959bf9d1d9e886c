// Keeps a program from asking the user again and again: after a question without an answer, its requests for the account are "not answered" for some time, longer
// after each such question.
import type { Clock } from '../core/ports/clock';
import type { AskUser, ConsentAnswer, ConsentQuestion, WaitingRequests } from './consent';
import { consentHolder } from './decide-consent';
import { isForgotten, type QuestionBackoff, backoffAfter, backoffLeftMs } from './question-backoff';

interface Resting {
  readonly question: ConsentQuestion;
  readonly rest: QuestionBackoff;
}

export class AskWithBackoff implements AskUser {
  readonly #ask: AskUser;
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  /** The pauses between questions, by program and account. */
  readonly #resting = new Map<string, Resting>();
  /** Functions that end the questions which are open or wait for their turn. */
  readonly #open = new Map<string, Set<() => void>>();

  constructor(ask: AskUser, clock: Pick<Clock, 'monotonicMs'>) {
    this.#ask = ask;
    this.#clock = clock;
  }

  async ask(question: ConsentQuestion, signal: AbortSignal, waiting?: WaitingRequests): Promise<ConsentAnswer> {
    const key = `${question.profileId}\n${consentHolder(question.consumer).programId}`;
    const leftMs = this.#leftMs(key);
    if (leftMs > 0) return { decision: 'unanswered', why: 'backoff', leftMs };
    const close = new AbortController();
    const leave = (): void => close.abort();
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave);
    const open = this.#open.get(key) ?? new Set();
    this.#open.set(key, open.add(leave));
    try {
      const answer = await this.#ask.ask(question, close.signal, waiting);
      if (close.signal.aborted) return this.#answerOf(key, answer);
      this.#note(key, question, answer);
      return answer;
    } finally {
      signal.removeEventListener('abort', leave);
      open.delete(leave);
      if (open.size === 0) this.#open.delete(key);
    }
  }

  /** Call it after a decision about a program: ends the pauses of questions for which `isStillAsked` is false now. */
  lookAgain(isStillAsked: (question: ConsentQuestion) => boolean): void {
    for (const [key, { question }] of Array.from(this.#resting)) {
      if (!isStillAsked(question)) this.#resting.delete(key);
    }
  }

  #note(key: string, question: ConsentQuestion, answer: ConsentAnswer): void {
    const nowMs = this.#clock.monotonicMs();
    for (const [each, { rest }] of Array.from(this.#resting)) {
      if (isForgotten(rest, nowMs)) this.#resting.delete(each);
    }
    const rest = backoffAfter(this.#resting.get(key)?.rest, answer, nowMs);
    if (!rest) return void this.#resting.delete(key);
    this.#resting.set(key, { question, rest });
    // Its other open questions are ended too; otherwise they would be asked one after another.
    if (backoffLeftMs(rest, nowMs) > 0) for (const leave of Array.from(this.#open.get(key) ?? [])) leave();
  }

  /** The answer for a question that was ended here. */
  #answerOf(key: string, answer: ConsentAnswer): ConsentAnswer {
    const leftMs = this.#leftMs(key);
    return leftMs > 0 ? { decision: 'unanswered', why: 'backoff', leftMs } : answer;
  }

  #leftMs(key: string): number {
    return backoffLeftMs(this.#resting.get(key)?.rest, this.#clock.monotonicMs());
  }
}
