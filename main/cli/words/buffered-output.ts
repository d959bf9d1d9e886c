// A command's output: the answer is held back until the command succeeds, so that a failure leaves stdout empty.
import type { Writable } from 'node:stream';
import { CommandFailure } from './command-failure';
import type { Output } from './output';
import { shownLine, shownLines, shownValue } from './shown-words';

const COLORS = { red: 31, yellow: 33, green: 32, dim: 2, bold: 1 } as const;

export interface OutputStyle {
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly isVerbose: boolean;
  readonly hasColor: boolean;
}

export class BufferedOutput implements Output {
  readonly #stdout: Writable;
  readonly #stderr: () => Writable;
  readonly #style: OutputStyle;
  #held: string[] = [];

  /** `stderr` opens the stream at the first message. */
  constructor(stdout: Writable, stderr: () => Writable, style: OutputStyle) {
    this.#stdout = stdout;
    this.#stderr = stderr;
    this.#style = style;
  }

  get isJson(): boolean {
    return this.#style.isJson;
  }

  answer<Answer extends object>(object: Answer, words: (shown: Answer) => string): void {
    if (this.isJson) this.text(JSON.stringify(object, undefined, 2));
    else this.text(shownLines(words(shownValue(object)), this.#style.hasColor));
  }

  text(text: string, { newline = true }: { readonly newline?: boolean } = {}): void {
    this.#held.push(newline && !text.endsWith('\n') ? `${text}\n` : text);
  }

  line(line: string): Promise<void> {
    return write(this.#stdout, `${line}\n`);
  }

  note(line: string): void {
    if (!this.#style.isQuiet) this.warn(line);
  }

  warn(line: string): void {
    this.#stderr().write(`${shownLine(line)}\n`);
  }

  detail(line: string): void {
    if (this.#style.isVerbose) this.warn(line);
  }

  paint(color: keyof typeof COLORS, text: string): string {
    return this.#style.hasColor ? `\u001b[${COLORS[color]}m${text}\u001b[0m` : text;
  }

  /** Prints what was held back. @throws CommandFailure when the reader is gone or the write fails */
  async print(): Promise<void> {
    const text = this.#held.join('');
    this.#held = [];
    if (text !== '') await write(this.#stdout, text);
  }
}

/** Resolves when the stream has taken the text. */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error) reject(failureOf(error));
      else resolve();
    });
  });
}

function failureOf(error: Error): CommandFailure {
  const errno = 'code' in error ? String(error.code) : '';
  if (errno === 'EPIPE' || errno === 'ERR_STREAM_DESTROYED') {
    return new CommandFailure('OUTPUT_CLOSED', 'Nobody reads the output any more.', 'Run it again with a reader.');
  }
  return new CommandFailure(
    'OUTPUT_FAILED',
    `The output could not be written (${errno}).`,
    'Make room where it goes, or write it somewhere else.',
  );
}
