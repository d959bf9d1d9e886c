// Keeps what a person chooses in the tray, or asks for by a second start, until the app is open and can do it. Made by main/desktop/index.ts.
import type { AppCommand } from './app-actions';

export class CommandQueue {
  readonly #quit: () => void;
  readonly #waiting: AppCommand[] = [];
  #run: ((command: AppCommand) => void) | undefined;

  /** `quit` ends an app that is not open yet: that needs nothing. */
  constructor(quit: () => void) {
    this.#quit = quit;
  }

  /** Runs the command, now or once {@link runWith} says how. */
  run(command: AppCommand): void {
    if (this.#run) this.#run(command);
    else if (command.kind === 'quit') this.#quit();
    else this.#waiting.push(command);
  }

  /** From now on commands are run so, and now those that wait. */
  runWith(run: (command: AppCommand) => void): void {
    this.#run = run;
    for (const command of this.#waiting.splice(0)) run(command);
  }
}
