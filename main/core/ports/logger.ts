// The core's log.
// Implemented by the file logger, which also redacts, and by a recording one in tests.

/** Facts that may be logged with a message: never a secret, never a body or a header. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** One line per call. `message` is a fixed text; values that vary go into `fields`. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** Of `cause`, name, code and redacted message are written. */
  error(message: string, cause: unknown, fields?: LogFields): void;
}
