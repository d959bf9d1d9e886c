// The context of a command, for tests: with a person who types, or with piped stdin.
import { Readable, Writable } from 'node:stream';
import type { CommandContext } from '../../../main/cli/session/command-context';
import { FakeClock } from '../fakes/clock/fake-clock';

export interface MadeContext {
  readonly context: CommandContext;
  /** The questions asked, in order. */
  readonly asked: string[];
  readonly warned: string[];
}

/** `typed`: a person's answers, one per question; absent: no person is there. `piped`: the content of stdin. */
export function makeContext(given: {
  readonly typed?: readonly string[];
  readonly piped?: string | Buffer;
  readonly source?: 'broker' | 'standalone';
}): MadeContext {
  const asked: string[] = [];
  const warned: string[] = [];
  const answers = [...(given.typed ?? [])];
  const answer = async (question: string): Promise<string> => {
    asked.push(question);
    const next = answers.shift();
    if (next === undefined) throw new Error(`nobody answers: ${question}`);
    return next;
  };
  const isPossible = given.typed !== undefined;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const context = {
    prompts: {
      isPossible,
      line: answer,
      hidden: answer,
      confirm: async (text: string) => (await answer(text)) === 'y',
    },
    streams: { stdin: Readable.from([Buffer.from(given.piped ?? '')]), stdout: nowhere, stderr: nowhere },
    isTerminal: { stdin: isPossible, stdout: false, stderr: isPossible },
    output: { warn: (line: string) => void warned.push(line), note: () => undefined },
    session: {
      source: async () => given.source ?? 'broker',
      call: async () => ({ profiles: [{ name: 'Main fund', account: 'trader@example.com' }] }),
    },
    clock: new FakeClock(),
  };
  // Commands get a larger context; these are the shared parts.
  return { context: context as unknown as CommandContext, asked, warned };
}
