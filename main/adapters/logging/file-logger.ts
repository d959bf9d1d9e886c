// The Logger port with files: redacted, readable only by their owner, of limited size. Made by the composition root.
// A log call never throws and never waits for the disk: lines are queued.
import { join } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock } from '../../core/ports/clock';
import type { LogFields, Logger } from '../../core/ports/logger';
import { createLineFile } from '../files/line-file';
import { REDACTED, redact } from './redact';

const FILE_NAME = 'axiom-token-manager.log';
const FILE_COUNT = 5;
const LARGEST_FILE_BYTES = 1024 * 1024;
const LONGEST_TEXT = 8 * 1024;
const SECRET_NAMES = /password|passphrase|token|cookie|authorization|secret|^otp$/i;
const LONGEST_CAUSE_CHAIN = 5;

/** The parts of the logger. */
export interface FileLoggerParts {
  /** Made with mode 0700 when the first line is written. */
  readonly directory: string;
  readonly clock: Clock;
}

/** The logger, with flush and dispose. */
export interface FileLogger extends Logger {
  /** Resolves when all lines so far are written, or could not be. */
  flush(): Promise<void>;
  /** Writes what is queued; later lines are dropped. */
  dispose(): Promise<void>;
}

/**
 * Logs into `axiom-token-manager.log` in `directory`, one JSON object per line; at 1 MiB it becomes `.1`, and so on to `.4`. When nothing can be
 * written, lines are dropped silently: a full disk must not stop a refresh. After a line that a full disk or a crash has cut off, the next one starts on a new line.
 */
export function createFileLogger({ directory, clock }: FileLoggerParts): FileLogger {
  const file = createLineFile({
    path: join(directory, FILE_NAME),
    largestBytes: LARGEST_FILE_BYTES,
    fileCount: FILE_COUNT,
  });
  let queue = Promise.resolve();
  let waiting: string[] = [];
  let isDisposed = false;

  function write(level: string, message: string, fields: Readonly<Record<string, unknown>>): void {
    if (isDisposed) return;
    const line = { time: new Date(clock.nowMs()).toISOString(), level, message, ...fields };
    waiting.push(JSON.stringify(line, (name, value: unknown) => loggable(name, value)));
    if (waiting.length > 1) return;
    queue = queue.then(() => {
      const lines = waiting;
      waiting = [];
      return file.append(lines).catch(() => undefined);
    });
  }

  return {
    info: (message, fields) => write('info', message, fields ?? {}),
    warn: (message, fields) => write('warn', message, fields ?? {}),
    error: (message, cause, fields: LogFields = {}) =>
      write('error', message, { ...fields, cause: describeCause(cause) }),
    flush: () => queue,
    async dispose() {
      isDisposed = true;
      await queue;
    },
  };
}

/** The value in the form in which it may be written. It is cut before redaction, which would be slow for a text of megabytes. */
function loggable(name: string, value: unknown): unknown {
  if (value !== undefined && SECRET_NAMES.test(name)) return REDACTED;
  if (typeof value !== 'string') return value;
  return redact(value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}...` : value);
}

/** Name, code and message of an error and of its causes. No stack, because it has paths of the user's home folder. */
function describeCause(cause: unknown): string {
  const parts: string[] = [];
  for (let next = cause; next !== undefined && parts.length < LONGEST_CAUSE_CHAIN; ) {
    if (!(next instanceof Error)) {
      parts.push(typeof next === 'string' ? next : typeof next);
      break;
    }
    const code =
      next instanceof AxiomTokenError || 'code' in next ? ` ${String((next as { code?: unknown }).code)}` : '';
    parts.push(`${next.name}${code}: ${next.message}`);
    next = next.cause;
  }
  return parts.join(' <- ');
}
