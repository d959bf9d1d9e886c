// What every command gets. `run(context, options)` of main/cli/commands/<name>.ts is all that the frame knows of a command.
import type { Readable, Writable } from 'node:stream';
import type { Clock } from '../../core/ports/clock';
import type { GivenOptions } from '../words/given-options';
import type { Output } from '../words/output';
import type { Session } from './session';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Where a setting comes from. */
export type SettingSource = 'flag' | 'environment' | 'file' | 'default';

/** A setting after flag, environment and file, in this order. */
export interface Setting<Value> {
  readonly value: Value;
  readonly source: SettingSource;
  /** The flag, variable or file. */
  readonly name?: string;
}

/** The settings that all commands share. */
export interface CommonSettings {
  /** An account by its id or name; absent: the default one. */
  readonly profile: Setting<string | undefined>;
  /** Absent: `--timeout 0`, or none was given and the command has none of its own. */
  readonly timeoutMs: Setting<number | undefined>;
  /** Absent: the one that belongs to the data folder. */
  readonly socket: Setting<string | undefined>;
  readonly dataDirectory: Setting<string>;
  readonly color: Setting<boolean>;
  /** `auto`: the app where it runs. `standalone`: never. `required`: always. */
  readonly brokerUse: Setting<'auto' | 'standalone' | 'required'>;
}

/** Questions to a person in the terminal, on stderr. @throws AxiomTokenError `INVALID_INPUT` where nothing may be asked; `CANCELLED` at Ctrl-C or Ctrl-D */
export interface Prompts {
  /** Whether there is a person: stdin and stderr are terminals, and there is no `--no-input`. */
  readonly isPossible: boolean;
  line(question: string): Promise<string>;
  /** Nothing is shown of what is typed. */
  hidden(question: string): Promise<string>;
  /** `y` or `yes`; all else is no. */
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
  /** Of the command line. */
  readonly version: string;
  /** Aborted by SIGINT and SIGTERM (unless the command takes signals over by {@link takeSignals}) and when `--timeout` has run out. */
  readonly signal: AbortSignal;
  /** From now on signals are the command's own business: the frame's handlers are removed. */
  takeSignals(): void;
  /** The time of `--timeout` begins anew, this much longer: what the command was told to wait for comes on top. */
  extendTimeout(byMs: number): void;
  /** No limit any more: what goes on until it is ended. */
  endTimeout(): void;
}

/** A command's module. Resolves to the exit code; nothing is 0. @throws AxiomTokenError, CommandFailure */
export interface CommandModule {
  readonly run: (context: CommandContext, options: GivenOptions) => Promise<number | undefined | void>;
}
