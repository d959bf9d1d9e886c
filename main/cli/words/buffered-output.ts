// A command's output: the answer is buffered until the command succeeds, so that a failure leaves stdout empty.
import type { Writable } from 'node:stream';
import { errnoOf } from '../../adapters/files/storage-error';
import { CommandFailure } from './command-failure';
import type { Output } from './output';
import type { OutputStreams } from './output-streams';
import { shownLine, shownLines, shownValue } from './shown-words';

const COLORS = { red: 31, yellow: 33, green: 32, dim: 2, bold: 1 } as const;

export interface OutputStyle {
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly isVerbose: boolean;
  readonly hasColor: boolean;
}

export class BufferedOutput implements Output {
  readonly #streams: OutputStreams;
  readonly #style: OutputStyle;
  #held: string[] = [];

  constructor(streams: OutputStreams, style: OutputStyle) {
    this.#streams = streams;
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
    return write(this.#streams.stdout(), `${line}\n`);
  }

  note(line: string): void {
    if (!this.#style.isQuiet) this.warn(line);
  }

  warn(line: string): void {
    this.#streams.stderr().write(`${shownLine(line)}\n`);
  }

  detail(line: string): void {
    if (this.#style.isVerbose) this.warn(line);
  }

  paint(color: keyof typeof COLORS, text: string): string {
    return this.#style.hasColor ? `\u001b[${COLORS[color]}m${text}\u001b[0m` : text;
  }

  /** Prints the buffered answer. @throws CommandFailure when the reader is gone or the write fails */
  async print(): Promise<void> {
    const text = this.#held.join('');
    this.#held = [];
    const rest = this.#writtenAtOnce(text);
    if (rest !== '') await write(this.#streams.stdout(), rest);
  }

  #writtenAtOnce(text: string): string {
    const { writeAtOnce } = this.#streams;
    if (text === '' || !writeAtOnce) return text;
    try {
      return writeAtOnce(text);
    } catch (error) {
      throw failureOf(error);
    }
  }
}

/** Resolves when the stream has written the text. */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error) reject(failureOf(error));
      else resolve();
    });
  });
}

function failureOf(error: unknown): CommandFailure {
  const errno = errnoOf(error) ?? '';
  if (errno === 'EPIPE' || errno === 'ERR_STREAM_DESTROYED') {
    return new CommandFailure('OUTPUT_CLOSED', 'Nobody reads the output any more.', 'Run it again with a reader.');
  }
  return new CommandFailure(
    'OUTPUT_FAILED',
    `The output could not be written (${errno}).`,
    'Make room where it goes, or write it somewhere else.',
  );
}
