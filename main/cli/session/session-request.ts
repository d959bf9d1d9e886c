// What a session is opened with.
import type { Clock } from '../../core/ports/clock';
import type { CommonSettings, Environment, Prompts } from './command-context';

export interface SessionRequest {
  readonly settings: CommonSettings;
  readonly env: Environment;
  /** Absent: the person's own. */
  readonly stateDirectory?: string;
  readonly version: string;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly prompts: Prompts;
  /** `--yes` was given: what is asked about tokens that were brought is agreed to. */
  readonly saysYes: boolean;
  readonly detail: (line: string) => void;
  readonly warn: (line: string) => void;
}
