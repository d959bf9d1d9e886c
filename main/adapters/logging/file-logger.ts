// The Logger port over files: redacted, readable by their owner only, of limited size. Made by the composition root.
// A log call never throws and never waits for the disk: lines are queued.
import { constants } from 'node:fs';
import { chmod, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AxiomTokenError } from '../../core/base/errors';
import type { Clock } from '../../core/ports/clock';
import type { LogFields, Logger } from '../../core/ports/logger';
import { REDACTED, redact } from './redact';

const FILE_NAME = 'axiom-token-manager.log';
/** As `a`, but a pipe is not waited for. Windows has no such flag. */
const FLAGS = constants.O_WRONLY | constants.O_CREAT | constants.O_APPEND | (constants.O_NONBLOCK ?? 0);
const NEWLINE = 0x0a;
const FILE_COUNT = 5;
const LARGEST_FILE_BYTES = 1024 * 1024;
const LONGEST_TEXT = 8 * 1024;
const SECRET_NAMES = /password|passphrase|token|cookie|authorization|secret|^otp$/i;
const LONGEST_CAUSE_CHAIN = 5;

/** What the logger works with. */
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
 * written, lines are dropped silently: a full disk must not stop a refresh. What a full disk or a crash has cut off does not run into the next line.
 */
export function createFileLogger({ directory, clock }: FileLoggerParts): FileLogger {
  let queue = Promise.resolve();
  // Whatever wrote there before may have been cut short.
  let isEndKnown = false;
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
      const wasEndKnown = isEndKnown;
      isEndKnown = false;
      return append(directory, `${lines.join('\n')}\n`, wasEndKnown).then(
        () => {
          isEndKnown = true;
        },
        () => undefined,
      );
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

/** The value as it may be written. Cut before redaction, which must stay fast for a text of megabytes. */
function loggable(name: string, value: unknown): unknown {
  if (value !== undefined && SECRET_NAMES.test(name)) return REDACTED;
  if (typeof value !== 'string') return value;
  return redact(value.length > LONGEST_TEXT ? `${value.slice(0, LONGEST_TEXT)}...` : value);
}

async function append(directory: string, text: string, isEndKnown: boolean): Promise<void> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, FILE_NAME);
  const file = await open(path, FLAGS, 0o600);
  let size: number;
  try {
    const before = (await file.stat()).size;
    const gap = isEndKnown || (await endsWithLine(path, before)) ? '' : '\n';
    await appendWhole(file, gap + text, before);
    size = (await file.stat()).size;
  } finally {
    await file.close();
  }
  // An existing file may be readable by others, for example after it was restored from a copy.
  await chmod(path, 0o600);
  if (size >= LARGEST_FILE_BYTES) await rotate(path);
}

/** Appends all of it, or takes back what a full disk took of it. */
async function appendWhole(file: FileHandle, text: string, before: number): Promise<void> {
  try {
    await file.appendFile(text);
  } catch (error) {
    if ((await file.stat()).isFile()) await file.truncate(before);
    throw error;
  }
}

/** True for a file that is empty or ends with a whole line. What is no file, such as a pipe, has no size. */
async function endsWithLine(path: string, size: number): Promise<boolean> {
  if (size === 0) return true;
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(1), 0, 1, size - 1);
    return bytesRead === 1 && buffer[0] === NEWLINE;
  } finally {
    await file.close();
  }
}

async function rotate(path: string): Promise<void> {
  await rm(`${path}.${FILE_COUNT - 1}`, { force: true });
  for (let number = FILE_COUNT - 2; number >= 1; number--) {
    await rename(`${path}.${number}`, `${path}.${number + 1}`).catch(() => undefined);
  }
  await rename(path, `${path}.1`);
}

/** Name, code and message of an error and of its causes. No stack, because it has paths of the person's home folder. */
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
