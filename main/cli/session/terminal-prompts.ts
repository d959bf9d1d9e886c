// Asks a person in the terminal. The question goes to stderr, because programs read stdout.
import type { Readable } from 'node:stream';
import { Writable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { AxiomTokenError } from '../../core/base/errors';
import { shownLines } from '../words/shown-words';
import type { Prompts } from './command-context';

const CTRL_C = '\u0003';
const TURNS_TO_READ = 3;

export interface PromptParts {
  /** Both are lazy: Node opens a stream at the first access. */
  readonly stdin: () => Readable;
  readonly stderr: () => Writable;
  /** stdin and stderr are terminals, and `--no-input` was not given. */
  readonly isPossible: () => boolean;
  /** Called before and after waiting for a person: that time does not count for `--timeout`. */
  readonly onWaiting?: (isWaiting: boolean) => void;
  /** Called at Ctrl-C during a question: the terminal is in raw mode then and sends no signal. */
  readonly onInterrupt?: (() => void) | undefined;
}

export function createTerminalPrompts({ stdin, stderr, isPossible, onWaiting, onInterrupt }: PromptParts): Prompts {
  const ask = async (question: string, isHidden: boolean): Promise<string> => {
    if (!isPossible()) {
      throw new AxiomTokenError('INVALID_INPUT', {
        message: `No question can be asked here: ${question.trim().replace(/[:?]$/, '')}.`,
        remedy: 'Run it in a terminal without --no-input, or give the answer by a flag; --help names it.',
      });
    }
    onWaiting?.(true);
    try {
      return await readLine(shownLines(question), isHidden, { stdin: stdin(), stderr: stderr(), onInterrupt });
    } finally {
      onWaiting?.(false);
    }
  };
  return {
    get isPossible() {
      return isPossible();
    },
    line: (question) => ask(question, false),
    hidden: (question) => ask(question, true),
    confirm: async (question) => /^y(es)?$/i.test((await ask(`${question} [y/N] `, false)).trim()),
  };
}

/** Loads readline on demand: commands that ask nothing should not wait for it. */
async function readLine(
  question: string,
  isHidden: boolean,
  {
    stdin: input,
    stderr,
    onInterrupt,
  }: Pick<PromptParts, 'onInterrupt'> & { readonly stdin: Readable; readonly stderr: Writable },
): Promise<string> {
  const { createInterface } = await import('node:readline');
  if (isHidden && isTerminal(input) && (await dropTypedAhead(input)).includes(CTRL_C)) {
    input.setRawMode(false);
    onInterrupt?.();
    throw new AxiomTokenError('CANCELLED');
  }
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: isHidden ? nowhere : stderr, terminal: true });
  // Without a prompt, the first key would redraw the line without the question.
  if (!isHidden) reader.setPrompt(question);
  // Written last: when the user sees the question, the terminal no longer shows typed keys.
  stderr.write(question);
  return new Promise<string>((resolve, reject) => {
    const stop = (): void => {
      stderr.write('\n');
      reject(new AxiomTokenError('CANCELLED'));
    };
    reader.once('close', stop);
    reader.once('SIGINT', () => {
      onInterrupt?.();
      reader.close();
    });
    reader.once('line', (line) => {
      reader.off('close', stop);
      reader.close();
      if (isHidden) stderr.write('\n');
      resolve(line);
    });
  });
}

function isTerminal(input: Readable): input is ReadStream {
  return (input as Partial<ReadStream>).isTTY === true;
}

/**
 * Turns off the terminal's display of typed keys, then reads and returns what was typed before the question. That
 * text was displayed, so it must not become part of the secret.
 */
async function dropTypedAhead(input: ReadStream): Promise<string> {
  let dropped = '';
  const drop = (chunk: Uint8Array | string): void => {
    dropped += chunk.toString();
  };
  input.setRawMode(true);
  input.on('data', drop);
  // Text that is already there is read in the first turns of the event loop.
  for (let turn = 0; turn < TURNS_TO_READ; turn++) await new Promise((resolve) => setImmediate(resolve));
  input.off('data', drop);
  input.pause();
  return dropped;
}
