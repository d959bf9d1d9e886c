// A logger that says nothing, for programs whose log nobody reads; the bench does not measure logging with it.
import type { Logger } from '../../../../main/core/ports/logger';

/** Drops every line. */
export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
