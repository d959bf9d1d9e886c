// Where the log is, why it cannot be written, and how messages of the start are printed. Used by main/desktop/open-app.ts.
import type { App } from 'electron';
import * as path from 'node:path';
import { createFileLogger } from '../adapters/logging/file-logger';
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import { tryFolder } from './start-folders';

/** Electron's log folder, or where it would be: Electron throws when it cannot create it. */
export function logsDirectory(app: Pick<App, 'getPath'>): string {
  try {
    return app.getPath('logs');
  } catch {
    return path.join(app.getPath('userData'), 'logs');
  }
}

/** Messages about why the log cannot be written. */
export function logTrouble(directory: string): string[] {
  const trouble = tryFolder(directory);
  return trouble ? [`No log is written into ${directory}: ${trouble.reason}.`] : [];
}

/** Opens the log in this folder. Uncaught errors are logged and do not end the app. */
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

/** Prints a message to the terminal that started the app, and to the log. */
export function report(note: string, logger: Pick<Logger, 'warn'>): void {
  process.stderr.write(`${note}\n`);
  logger.warn(note);
}
