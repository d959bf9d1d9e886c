// Where the core tells what it does. Implemented by the file logger (which redacts once more) and by a recording one in tests.

/** Facts that may stand beside a log message: never a secret, never a body or a header. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** One line a call. `message` is a fixed text; what varies stands in `fields`. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** `cause` is written by name, code and redacted message. */
  error(message: string, cause: unknown, fields?: LogFields): void;
}
