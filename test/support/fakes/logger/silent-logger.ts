// A logger that drops everything, for programs whose log nobody reads; with it the bench does not measure logging.
import type { Logger } from '../../../../main/core/ports/logger';

/** Drops every line. */
export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
