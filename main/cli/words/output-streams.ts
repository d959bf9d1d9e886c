// stdout and stderr of a run, each opened when something is said there: Node takes a part of the time of a token to open one.
import type { Writable } from 'node:stream';

export interface OutputStreams {
  readonly stdout: () => Writable;
  readonly stderr: () => Writable;
  /** Writes a text to stdout without the stream, and returns what is left for that (write-at-once.ts). */
  readonly writeAtOnce?: ((text: string) => string) | undefined;
}

/** What they are made of. */
export interface ProcessStreams {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly writeAtOnce?: OutputStreams['writeAtOnce'];
  /** Whether that descriptor is a terminal. */
  readonly isTerminal: (descriptor: 0 | 1 | 2) => boolean;
}

export function streamsOf(around: ProcessStreams): OutputStreams {
  const { isTerminal, writeAtOnce } = around;
  let stdout: Writable | undefined;
  let stderr: Writable | undefined;
  return {
    stdout: () => (stdout ??= around.stdout.on('error', ignore)),
    stderr: () => (stderr ??= around.stderr.on('error', ignore)),
    // A terminal can be held up by the person, and signals with it.
    writeAtOnce: isTerminal(1) ? undefined : writeAtOnce,
  };
}

/** Without a listener a reader that has gone would end the process in the middle of something. */
function ignore(): void {}
