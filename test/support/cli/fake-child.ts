// A fake child of `exec`: it ends when the test or a signal says so.
import type { Child } from '../../../main/cli/exec/child-process';
import type { ChildEnd } from '../../../main/cli/exec/exit-status';
import type { TokenAnswer } from '../../../main/handout/protocol';

export class FakeChild implements Child {
  readonly pid = 4711;
  readonly ended: Promise<ChildEnd>;
  readonly heard: NodeJS.Signals[] = [];
  readonly token: TokenAnswer;
  #end: (end: ChildEnd) => void = () => undefined;
  #isOver = false;
  /** The signals that end it. */
  readonly diesBy: ReadonlySet<NodeJS.Signals>;

  constructor(token: TokenAnswer, diesBy: readonly NodeJS.Signals[] = ['SIGTERM', 'SIGKILL']) {
    this.token = token;
    this.diesBy = new Set(diesBy);
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  kill(signal: NodeJS.Signals): boolean {
    if (this.#isOver) return false;
    this.heard.push(signal);
    if (this.diesBy.has(signal)) this.end({ signal });
    return true;
  }

  end(end: ChildEnd): void {
    this.#isOver = true;
    this.#end(end);
  }
}
