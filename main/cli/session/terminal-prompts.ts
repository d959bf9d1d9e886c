// Questions to a person in the terminal, on stderr: stdout is what a program reads.
import type { Readable } from 'node:stream';
import { Writable } from 'node:stream';
import { AxiomTokenError } from '../../core/base/errors';
import { shownLines } from '../words/shown-words';
import type { Prompts } from './command-context';

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
        message: `There is nobody to ask: ${question.trim().replace(/[:?]$/, '')}.`,
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
  stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input, output: isHidden ? nowhere : stderr, terminal: true });
  // Without a prompt, the first key would redraw the line without the question.
  if (!isHidden) reader.setPrompt(question);
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
