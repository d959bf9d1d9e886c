// The log that the core writes to.
// Implemented by the file logger, which also redacts secrets, and by a recording logger in tests.

/** Values that are logged with a message: never a secret, never a body or a header. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** One line per call. `message` is a fixed text; values that vary go into `fields`. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  /** Writes the name, code and redacted message of `cause`. */
  error(message: string, cause: unknown, fields?: LogFields): void;
}
