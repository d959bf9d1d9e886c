// What every command receives. A command is a module main/cli/commands/<name>.ts that exports `run(context, options)`.
import type { Readable, Writable } from 'node:stream';
import type { Clock } from '../../core/ports/clock';
import type { ParsedOptions } from '../words/parsed-options';
import type { Output } from '../words/output';
import type { Session } from './session';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a setting comes from. */
export type SettingSource = 'flag' | 'environment' | 'file' | 'default';

/** A setting and its source; a flag wins over the environment, which wins over a file. */
export interface Setting<Value> {
  readonly value: Value;
  readonly source: SettingSource;
  /** The name of the flag or variable, or the file. */
  readonly name?: string;
}

/** Settings shared by all commands. */
export interface CommonSettings {
  /** An account's id or name; absent: the default account. */
  readonly profile: Setting<string | undefined>;
  /** Absent: `--timeout 0`, or a command without a default limit. */
  readonly timeoutMs: Setting<number | undefined>;
  /** Absent: the socket that belongs to the data folder. */
  readonly socket: Setting<string | undefined>;
  readonly dataDirectory: Setting<string>;
  readonly color: Setting<boolean>;
  /** `auto`: use the app if it runs. `standalone`: never. `required`: always. */
  readonly brokerUse: Setting<'auto' | 'standalone' | 'required'>;
}

/**
 * Questions to a person in the terminal, on stderr. @throws AxiomTokenError `INVALID_INPUT` when no question is
 * possible; `CANCELLED` at Ctrl-C or Ctrl-D
 */
export interface Prompts {
  /** Whether a person can answer: stdin and stderr are terminals, and `--no-input` was not given. */
  readonly isPossible: boolean;
  line(question: string): Promise<string>;
  /** The typed text is not shown. */
  hidden(question: string): Promise<string>;
  /** True for `y` or `yes`, false for anything else. */
  confirm(question: string): Promise<boolean>;
}

export interface CommandContext {
  readonly session: Session;
  readonly output: Output;
  readonly prompts: Prompts;
  readonly streams: { readonly stdin: Readable; readonly stdout: Writable; readonly stderr: Writable };
  readonly isTerminal: { readonly stdin: boolean; readonly stdout: boolean; readonly stderr: boolean };
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly settings: CommonSettings;
  /** The version of the command line. */
  readonly version: string;
  /** Aborted by SIGINT and SIGTERM (unless the command calls {@link forwardSignals}) and when `--timeout` has run out. */
  readonly signal: AbortSignal;
  /** Removes the default signal handlers; the command then handles signals itself. */
  forwardSignals(): void;
  /** Restarts the `--timeout` limit with this much more time: a wait that the user asked for is added to it. */
  extendTimeout(byMs: number): void;
  /** Removes the limit, for a command that runs until it is ended. */
  endTimeout(): void;
}

/** A command's module. `run` resolves to the exit code; `undefined` means 0. @throws AxiomTokenError, CommandFailure */
export interface CommandModule {
  readonly run: (context: CommandContext, options: ParsedOptions) => Promise<number | undefined | void>;
}
