// The kept connection to a session bus, without a bus: answers each question as a test says, for the readers that ask over it.
import type { BusQuestion, SessionBus } from '../../../../main/adapters/secret-service/session-bus';
import type { BusOutcome, SharedSessionBus } from '../../../../main/adapters/secret-service/shared-session-bus';

export class ScriptedSharedBus implements SharedSessionBus {
  /** Every question, in order. */
  readonly asked: BusQuestion[] = [];
  /** While set, how everything ends, unasked. */
  outcome: 'no-bus' | 'hung' | undefined;
  /** What a question is answered with; an error is what it fails with. */
  readonly #answer: (question: BusQuestion) => unknown;

  constructor(answer: (question: BusQuestion) => unknown) {
    this.#answer = answer;
  }

  async ask<T>(questions: (bus: SessionBus) => Promise<T>): Promise<BusOutcome<T>> {
    if (this.outcome) return this.outcome;
    const ask = async (question: BusQuestion): Promise<unknown> => {
      this.asked.push(question);
      const answer = this.#answer(question);
      if (answer instanceof Error) throw answer;
      return answer;
    };
    try {
      return { answer: await questions({ ask, isLost: () => false, close: () => undefined }) };
    } catch (error) {
      return { error };
    }
  }

  dispose(): void {}
}
