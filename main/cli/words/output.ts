// The output of a command. stdout gets only the answer, and only after success; everything else goes to stderr.

/** Prints the answer, notes and warnings. */
export interface Output {
  /** `--json` was given: `answer` prints the object. */
  readonly isJson: boolean;
  /** The command's answer, printed when `run` resolves; a failed command prints nothing. `words` gets `shown`, the object with its texts made safe for a terminal. */
  answer<Answer extends object>(object: Answer, words: (shown: Answer) => string): void;
  /** An answer that is plain text, with or without `--json`; printed like {@link answer}. A newline is added unless `newline` is false. */
  text(text: string, options?: { readonly newline?: boolean }): void;
  /**
   * A line of a stream, printed at once. Resolves when it was written. @throws CommandFailure `OUTPUT_CLOSED` when
   * the reader has closed stdout
   */
  line(line: string): Promise<void>;
  /** A line on stderr, hidden by `--quiet`. */
  note(line: string): void;
  /** A line on stderr, shown also with `--quiet`. */
  warn(line: string): void;
  /** A line on stderr, shown only with `--verbose`. */
  detail(line: string): void;
  /** Colours text of the answer if stdout supports colours. */
  paint(color: 'red' | 'yellow' | 'green' | 'dim' | 'bold', text: string): string;
}
