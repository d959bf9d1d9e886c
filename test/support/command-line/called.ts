// Runs the command line in this process: with streams, clock and session of a test.
import { PassThrough, Writable } from 'node:stream';
import type { CallName, Calls } from '../../../main/handout/operations';
import { parseCommandLine } from '../../../main/cli/parse-command-line';
import { type Ending, runCommandLine, type Surroundings } from '../../../main/cli/run-command-line';
import type { CommonSettings } from '../../../main/cli/session/command-context';
import type { BrokerLink, CallOptions, Session } from '../../../main/cli/session/session';
import { FakeClock } from '../fakes/clock/fake-clock';

type Answer<Name extends CallName> = (
  params: Calls[Name]['params'],
  options: CallOptions | undefined,
) => Calls[Name]['result'] | Promise<Calls[Name]['result']>;
export type Answers = { readonly [Name in CallName]?: Answer<Name> };

export interface CallWorld {
  readonly answers?: Answers;
  /** Calls made in this process by `callInProcess`. */
  readonly alone?: Answers;
  /** Nothing listens at the app's socket. */
  readonly isAway?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** stdin and stderr are terminals; `stdout` too with `all`. */
  readonly terminal?: 'none' | 'person' | 'all';
  /** The person's input, line by line. */
  readonly typed?: readonly string[];
  readonly link?: BrokerLink;
  readonly clock?: FakeClock;
  readonly platform?: NodeJS.Platform;
  /** Called with a function that acts like a signal to the process. */
  readonly onStart?: (raise: (signal: NodeJS.Signals) => void) => void;
  readonly stdout?: Writable;
}

export interface Called {
  readonly ending: Ending;
  readonly stdout: string;
  readonly stderr: string;
  readonly calls: readonly (readonly [name: string, params: unknown])[];
  readonly settings: CommonSettings | undefined;
  readonly isDisposed: boolean;
}

/** Calls `axiom-tokens` with these words. A call without an answer fails the test. */
export async function called(words: readonly string[], world: CallWorld = {}): Promise<Called> {
  const { answers = {}, env = {}, terminal = 'none', typed = [], clock = new FakeClock() } = world;
  const calls: (readonly [string, unknown])[] = [];
  let settings: CommonSettings | undefined;
  let isDisposed = false;
  const listeners = new Set<(signal: NodeJS.Signals) => void>();
  const answered: (table: Answers) => Session['call'] = (table) => async (name, params, options) => {
    calls.push([name, params]);
    const answer = table[name] as Answer<typeof name> | undefined;
    if (!answer) throw new Error(`nobody answers ${name}`);
    return answer(params, options);
  };
  const session: Session = {
    call: answered(answers),
    callInProcess: answered(world.alone ?? {}),
    isAway: () => Promise.resolve(world.isAway ?? false),
    broker: () => Promise.resolve(world.link),
    leaveApp: async () => false,
    returnToApp: async () => false,
    look: () => Promise.resolve(world.link),
    onChangeInProcess: () => () => undefined,
    readInProcess: async () => undefined,
    source: () => Promise.resolve(world.link ? 'broker' : 'standalone'),
    dispose() {
      isDisposed = true;
      return Promise.resolve();
    },
  };
  const stdin = new PassThrough();
  const [stdout, stderr] = [collector(), collector(() => type())];
  const lines = [...typed];
  /** Answers each question with the next line. */
  function type(): void {
    const line = lines.shift();
    if (line !== undefined) setImmediate(() => stdin.write(line));
  }
  const around: Surroundings = {
    stdin,
    stdout: world.stdout ?? stdout,
    stderr,
    isTerminal: (descriptor) => terminal === 'all' || (terminal !== 'none' && descriptor !== 1),
    env,
    execArgv: [],
    platform: world.platform ?? 'linux',
    home: '/home/p',
    version: '1.2.3',
    clock,
    onSignal(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    parse: parseCommandLine,
    openSession(request) {
      settings = request.settings;
      return session;
    },
  };
  const running = runCommandLine(words, around);
  world.onStart?.((signal) => {
    for (const listener of listeners) listener(signal);
  });
  const ending = await running;
  return { ending, stdout: stdout.text(), stderr: stderr.text(), calls, settings, isDisposed };
}

function collector(onQuestion: () => void = () => undefined) {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      if (/[?:\]] $/.test(chunk.toString())) onQuestion();
      done();
    },
  });
  return Object.assign(stream, { text: () => text });
}
