// Where a command puts what it has to say. stdout holds what was asked for and nothing else, and only once the command has succeeded; all else is stderr.

/** A text, or the object of `--json` with the same in words for a person. */
export interface Output {
  /** `--json` was given: `answer` prints the object. */
  readonly isJson: boolean;
  /** The answer of the command. Printed when `run` resolves: a command that fails has printed nothing. The words are made of `shown` alone: the object as its texts may stand in a terminal. */
  answer<Answer extends object>(object: Answer, words: (shown: Answer) => string): void;
  /** A text of ours in place of an answer, as it is, with or without `--json`, printed as {@link answer} is. A newline is added unless told. */
  text(text: string, options?: { readonly newline?: boolean }): void;
  /** A line of a stream, as it is, printed at once. Resolves when the reader has taken it. @throws CommandFailure `OUTPUT_CLOSED` when nobody reads any more */
  line(line: string): Promise<void>;
  /** A line on stderr; not with `--quiet`. */
  note(line: string): void;
  /** A line on stderr that a person must see, also with `--quiet`. */
  warn(line: string): void;
  /** A line on stderr with `--verbose` alone. */
  detail(line: string): void;
  /** `text` in a colour, where stdout (`answer`) takes colours. */
  paint(color: 'red' | 'yellow' | 'green' | 'dim' | 'bold', text: string): string;
}
