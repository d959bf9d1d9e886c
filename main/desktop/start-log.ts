// Where the log lies, what keeps it from being written, and how something is said at the start. Used by main/desktop/open-app.ts.
import type { App } from 'electron';
import * as path from 'node:path';
import { createFileLogger } from '../adapters/logging/file-logger';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import { tryFolder } from './start-folders';

/** Electron's folder for logs, or the one it would be: it refuses to name one that it could not make. */
export function logsDirectory(app: Pick<App, 'getPath'>): string {
  try {
    return app.getPath('logs');
  } catch {
    return path.join(app.getPath('userData'), 'logs');
  }
}

/** What keeps the log from being written, in words. */
export function logTrouble(directory: string): string[] {
  const trouble = tryFolder(directory);
  return trouble ? [`No log is written into ${directory}: ${trouble.reason}.`] : [];
}

/** The log in this folder. What nobody catches is in it, too, and ends nothing. */
export function openLog(
  directory: string,
  clock: Clock,
  program: Pick<NodeJS.Process, 'on'>,
): ReturnType<typeof createFileLogger> {
  const logger = createFileLogger({ directory, clock });
  program.on('uncaughtException', (error) => logger.error('an error was not handled', error));
  program.on('unhandledRejection', (reason) => logger.error('a failed promise was not handled', reason));
  return logger;
}

/** Says something to whoever started the app in a terminal, and to the log. */
export function tell(note: string, logger: Pick<Logger, 'warn'>): void {
  process.stderr.write(`${note}\n`);
  logger.warn(note);
}
