// stdout and stderr of a run, each opened at its first write, because Node needs a noticeable part of the time of
// `token` to open a stream.
import type { Writable } from 'node:stream';

export interface OutputStreams {
  readonly stdout: () => Writable;
  readonly stderr: () => Writable;
  /** Writes a text to stdout without the stream, and returns the rest for the stream (write-at-once.ts). */
  readonly writeAtOnce?: ((text: string) => string) | undefined;
}

/** The process's own streams. */
export interface ProcessStreams {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly writeAtOnce?: OutputStreams['writeAtOnce'];
  /** Whether the file descriptor is a terminal. */
  readonly isTerminal: (descriptor: 0 | 1 | 2) => boolean;
}

export function streamsOf(around: ProcessStreams): OutputStreams {
  const { isTerminal, writeAtOnce } = around;
  let stdout: Writable | undefined;
  let stderr: Writable | undefined;
  return {
    stdout: () => (stdout ??= around.stdout.on('error', ignore)),
    stderr: () => (stderr ??= around.stderr.on('error', ignore)),
    // The user can stop a terminal's output, and a blocking write would then delay signals.
    writeAtOnce: isTerminal(1) ? undefined : writeAtOnce,
  };
}

/** Without a listener, a reader that closes the pipe would end this process at any point. */
function ignore(): void {}
