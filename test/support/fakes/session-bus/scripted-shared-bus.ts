// The shared connection to a session bus, without a bus: answers each call as a test says, for tests of its users.
import type { BusQuestion, SessionBus } from '../../../../main/adapters/secret-service/session-bus';
import type { BusOutcome, SharedSessionBus } from '../../../../main/adapters/secret-service/shared-session-bus';

export class ScriptedSharedBus implements SharedSessionBus {
  /** Every call, in order. */
  readonly asked: BusQuestion[] = [];
  /** While set, every call fails with it, and nothing is sent. */
  outcome: 'no-bus' | 'hung' | undefined;
  /** The answer to a call; an Error makes it fail. */
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
