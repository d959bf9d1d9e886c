// Holds the commands of the tray and of second starts until the app is open and can run them. Made by main/desktop/index.ts.
import type { AppCommand } from './app-actions';

export class CommandQueue {
  readonly #quit: () => void;
  readonly #waiting: AppCommand[] = [];
  #run: ((command: AppCommand) => void) | undefined;

  /** `quit` ends the app; called at once when the app is not open yet. */
  constructor(quit: () => void) {
    this.#quit = quit;
  }

  /** Runs the command: now, or once {@link runWith} was called. */
  run(command: AppCommand): void {
    if (this.#run) this.#run(command);
    else if (command.kind === 'quit') this.#quit();
    else this.#waiting.push(command);
  }

  /** Runs the waiting commands with `run`, and from now on each new one at once. */
  runWith(run: (command: AppCommand) => void): void {
    this.#run = run;
    for (const command of this.#waiting.splice(0)) run(command);
  }
}
