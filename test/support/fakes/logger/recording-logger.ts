// A logger that records its lines, for tests of the log (also that no secret is in it).
import type { LogFields, Logger } from '../../../../main/core/ports/logger';

export interface RecordedLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly cause?: unknown;
  readonly fields?: LogFields | undefined;
}

export class RecordingLogger implements Logger {
  readonly lines: RecordedLine[] = [];

  info(message: string, fields?: LogFields): void {
    this.lines.push({ level: 'info', message, fields });
  }

  warn(message: string, fields?: LogFields): void {
    this.lines.push({ level: 'warn', message, fields });
  }

  error(message: string, cause: unknown, fields?: LogFields): void {
    this.lines.push({ level: 'error', message, cause, fields });
  }
}
