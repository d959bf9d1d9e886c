// A logger that says nothing, so that the bench does not measure logging.
import type { Logger } from '../../main/core/ports/logger';

export const silentLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
