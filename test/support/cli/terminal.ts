// A shell in a real pseudo terminal, with helpers for typing.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { waitUntil } from '../wait-until';

const PROMPT = 'ready> ';

export class Terminal {
  readonly #program: ChildProcess;
  #shown = '';
  /** Output up to here was already searched. */
  #seen = 0;

  constructor(env: Record<string, string>) {
    const [script, rc] = ['terminal.py', 'terminal.bashrc'].map((name) => join(import.meta.dirname, name));
    this.#program = spawn('python3', [script ?? '', 'bash', '--noprofile', '--rcfile', rc ?? '', '-i'], {
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#program.stdout?.setEncoding('utf8').on('data', (text: string) => (this.#shown += text));
  }

  /** The whole output. */
  get shown(): string {
    return this.#shown;
  }

  type(text: string): void {
    this.#order({ type: text });
  }

  resize(rows: number, columns: number): void {
    this.#order({ size: [rows, columns] });
  }

  /** Waits for a text after the last one that was found; returns the output up to it. */
  async sees(text: string): Promise<string> {
    await waitUntil(
      `the terminal shows ${JSON.stringify(text)} after ${JSON.stringify(this.#shown.slice(this.#seen))}`,
      () => this.#shown.includes(text, this.#seen),
    );
    const start = this.#seen;
    this.#seen = this.#shown.indexOf(text, start) + text.length;
    return this.#shown.slice(start, this.#seen);
  }

  /** Types a line at the shell's prompt. */
  async runs(line: string): Promise<void> {
    await this.sees(PROMPT);
    this.type(`${line}\r`);
    // The terminal echoes the typed line.
    await this.sees('\n');
  }

  /** Closes the terminal like its window; resolves when the shell has ended. */
  async close(): Promise<void> {
    this.#program.stdin?.end();
    if (this.#program.exitCode !== null) return;
    await new Promise((resolve) => {
      this.#program.once('exit', resolve);
    });
  }

  #order(order: object): void {
    this.#program.stdin?.write(`${JSON.stringify(order)}\n`);
  }
}
