// One run of the command line: parses the words, prepares what the command needs, runs it and reports how it ended.
// stdout gets only the answer, and on failure nothing (with --json one error object).
import type { Readable } from 'node:stream';
import { AxiomTokenError } from '../core/base/errors';
import type { Clock, Unsubscribe } from '../core/ports/clock';
import { dangerousSetting } from './dangerous-environment';
import { type Invocation, wantsJson } from './invocation';
import { loadCommand } from './load-command';
import type { CommandContext, CommonSettings, Environment, Prompts } from './session/command-context';
import { commonSettings } from './session/common-settings';
import type { Session } from './session/session';
import type { SessionRequest } from './session/session-request';
import { createTerminalPrompts } from './session/terminal-prompts';
import { TimeLimit } from './time-limit';
import { BufferedOutput } from './words/buffered-output';
import { CommandFailure, toErrorAnswer, usageError } from './words/command-failure';
import { type OutputStreams, type ProcessStreams, streamsOf } from './words/output-streams';
import { shownLine } from './words/shown-words';

/** The process environment that the command line uses. */
export interface Surroundings extends ProcessStreams {
  readonly stdin: Readable;
  readonly env: Environment;
  /** The switches that Node was started with. */
  readonly execArgv: readonly string[];
  readonly platform: NodeJS.Platform;
  readonly home: string;
  readonly version: string;
  readonly clock: Clock;
  readonly onSignal: (listener: (signal: NodeJS.Signals) => void) => Unsubscribe;
  /** @throws AxiomTokenError `INVALID_INPUT` for wrong usage */
  readonly parse: (words: readonly string[]) => Invocation;
  readonly openSession: (parts: SessionRequest) => Session;
}

/** How the run ended: an exit code, or the signal that ended it. */
export type Ending = number | NodeJS.Signals;

/** Time for a command to stop by itself after a signal. */
const GRACE_MS = 2000;

export async function runCommandLine(words: readonly string[], around: Surroundings): Promise<Ending> {
  // `--json` is read separately, so that it also works when the command line cannot be parsed.
  let isJson = wantsJson(words);
  try {
    const invocation = around.parse(words);
    if (invocation.kind !== 'run') return await printText(await textOf(invocation, around), around);
    isJson = invocation.options.has('json');
    refuseDangerous(invocation.path, around);
    return await new CommandRun(invocation, around).run();
  } catch (error) {
    return reportFailure(error, around, isJson);
  }
}

/** @throws AxiomTokenError `INVALID_INPUT` when the environment would reveal tokens */
function refuseDangerous(path: readonly string[], { env, execArgv }: Surroundings): void {
  const found = dangerousSetting(path, env, execArgv);
  if (!found) return;
  throw usageError(
    `${found.name} is set: with it ${found.effect}.`,
    'Remove it, then try again. Nothing was sent or changed.',
  );
}

async function textOf(invocation: Exclude<Invocation, { kind: 'run' }>, { version }: Surroundings): Promise<string> {
  if (invocation.kind === 'version') return version;
  const { helpText } = await import('./manual/help-text');
  return helpText(invocation.path, invocation.spec);
}

async function printText(text: string, around: Surroundings): Promise<number> {
  const style = { isJson: false, isQuiet: false, isVerbose: false, hasColor: false };
  const output = new BufferedOutput(streamsOf(around), style);
  output.text(text);
  await output.print();
  return 0;
}

async function reportFailure(error: unknown, around: Surroundings, isJson: boolean): Promise<number> {
  const answer = toErrorAnswer(error);
  // A reader that closed stdout does not want more output.
  if (answer.code === 'OUTPUT_CLOSED') return answer.exit;
  const { stdout, stderr } = streamsOf(around);
  // If stdout is full, the object cannot be written there either.
  if (isJson && answer.code !== 'OUTPUT_FAILED') stdout().write(`${JSON.stringify(answer)}\n`);
  else stderr().write(`axiom-tokens: ${shownLine(answer.message)}\n${shownLine(answer.hint)}\n`);
  return answer.exit;
}

/** The `--passphrase-file` of these commands is for the file that they read or write. */
const OF_ANOTHER_FILE: ReadonlySet<string> = new Set(['backup', 'restore', 'migrate']);

class CommandRun {
  readonly #invocation: Extract<Invocation, { kind: 'run' }>;
  readonly #around: Surroundings;
  readonly #streams: OutputStreams;
  readonly #output: BufferedOutput;
  readonly #settings: CommonSettings;
  readonly #stop = new AbortController();
  readonly #limit: TimeLimit;
  readonly #session: Session;
  readonly #prompts: Prompts;
  readonly #isTerminal: CommandContext['isTerminal'];
  #endedBy: NodeJS.Signals | undefined;

  /** @throws AxiomTokenError `INVALID_INPUT` */
  constructor(invocation: Extract<Invocation, { kind: 'run' }>, around: Surroundings) {
    const { options, spec } = invocation;
    const { clock, env, platform, version } = around;
    this.#invocation = invocation;
    this.#around = around;
    this.#streams = streamsOf(around);
    const isOutputTerminal = around.isTerminal(1);
    const patience = spec.patience ?? 'quick';
    this.#settings = commonSettings({ options, env, platform, patience, isOutputTerminal, user: around });
    this.#output = new BufferedOutput(this.#streams, {
      isJson: options.has('json'),
      isQuiet: options.has('quiet'),
      isVerbose: options.has('verbose'),
      hasColor: this.#settings.color.value,
    });
    const detail = (line: string): void => this.#output.detail(line);
    this.#limit = new TimeLimit(clock, this.#settings.timeoutMs.value, () => this.#stop.abort(timedOut()));
    this.#isTerminal = terminalsOf(around);
    const isTerminal = this.#isTerminal;
    this.#prompts = createTerminalPrompts({
      stdin: () => around.stdin,
      stderr: this.#streams.stderr,
      isPossible: () => !options.has('no-input') && isTerminal.stderr && isTerminal.stdin,
      onWaiting: (isWaiting) => this.#limit.hold(isWaiting),
      onInterrupt: () => {
        this.#endedBy = 'SIGINT';
      },
    });
    const [settings, signal, prompts] = [this.#settings, this.#stop.signal, this.#prompts];
    this.#session = around.openSession({
      ...{ settings, env, version, platform, clock, signal, prompts, detail },
      saysYes: options.has('yes'),
      acceptsWeak: options.has('weak-passphrase'),
      passphraseFile: options.text(OF_ANOTHER_FILE.has(spec.name) ? 'from-passphrase-file' : 'passphrase-file'),
      warn: (line) => this.#output.warn(line),
    });
  }

  async run(): Promise<Ending> {
    const { path, options } = this.#invocation;
    let stopListening: Unsubscribe = this.#around.onSignal((signal) => {
      this.#endedBy = signal;
      this.#stop.abort(new AxiomTokenError('CANCELLED'));
    });
    try {
      const { run } = await loadCommand(path);
      const context = this.#context(() => {
        stopListening();
        stopListening = () => undefined;
      });
      const code = await this.#orStopped(run(context, options));
      this.#limit.stop();
      await this.#output.print();
      return code ?? 0;
    } catch (error) {
      if (this.#endedBy) return this.#endedBy;
      throw error;
    } finally {
      this.#limit.stop();
      await this.#session.dispose();
      stopListening();
    }
  }

  /** The result of the command; after a signal it has a short time to stop by itself. */
  async #orStopped<T>(running: Promise<T>): Promise<T> {
    const { signal } = this.#stop;
    const { clock } = this.#around;
    const stopped = new Promise<never>((_resolve, reject) => {
      const stop = (): void => void clock.setTimer(GRACE_MS, () => reject(signal.reason));
      if (signal.aborted) stop();
      else signal.addEventListener('abort', stop);
    });
    stopped.catch(() => undefined);
    try {
      return await Promise.race([running, stopped]);
    } catch (error) {
      // After a signal the failure is only a result of the abort, so the signal is reported.
      throw signal.aborted ? signal.reason : error;
    }
  }

  #context(forwardSignals: () => void): CommandContext {
    const around = this.#around;
    const { stdout, stderr } = this.#streams;
    const { env, platform, clock, version } = around;
    return {
      session: this.#session,
      output: this.#output,
      prompts: this.#prompts,
      streams: {
        get stdin() {
          return around.stdin;
        },
        get stdout() {
          return stdout();
        },
        get stderr() {
          return stderr();
        },
      },
      isTerminal: this.#isTerminal,
      env,
      platform,
      clock,
      settings: this.#settings,
      version,
      signal: this.#stop.signal,
      forwardSignals,
      extendTimeout: (byMs) => this.#limit.extend(byMs),
      endTimeout: () => this.#limit.stop(),
    };
  }
}

function terminalsOf({ isTerminal }: Surroundings): CommandContext['isTerminal'] {
  return { stdin: isTerminal(0), stdout: isTerminal(1), stderr: isTerminal(2) };
}

function timedOut(): CommandFailure {
  return new CommandFailure('TIMED_OUT', 'The time ran out.', 'Try again, or allow more with --timeout.');
}
