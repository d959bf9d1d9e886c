// The parameters for opening a session.
import type { Clock } from '../../core/ports/clock';
import type { CommonSettings, Environment, Prompts } from './command-context';
import type { EarlyConnection } from './connect-app';

export interface SessionRequest {
  readonly settings: CommonSettings;
  readonly env: Environment;
  /** Absent: the user's own folder. */
  readonly stateDirectory?: string;
  readonly version: string;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly early?: EarlyConnection | undefined;
  readonly prompts: Prompts;
  /** `--yes` was given: agrees to questions about imported tokens. */
  readonly saysYes: boolean;
  /** `--weak-passphrase` was given. */
  readonly acceptsWeak: boolean;
  /** The file with the passphrase for sealed token files; absent when no flag names one. */
  readonly passphraseFile?: string | undefined;
  readonly detail: (line: string) => void;
  readonly warn: (line: string) => void;
}
