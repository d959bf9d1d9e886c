// Starts real Node processes and kills them.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** The processes that were started and have not ended. */
export class ChildProcesses {
  readonly #living = new Set<ChildProcess>();

  /** Starts one; it can receive messages. */
  start(path: string, args: readonly string[], env = process.env): ChildProcess {
    const child = fork(path, args, { execArgv: [], env });
    this.#living.add(child);
    child.once('exit', () => this.#living.delete(child));
    return child;
  }

  /** kill -9; resolves when it has ended. */
  async kill(child: ChildProcess): Promise<void> {
    if (!this.#living.has(child)) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Kills all that still run. */
  async killAll(): Promise<void> {
    await Promise.all([...this.#living].map((child) => this.kill(child)));
  }
}
