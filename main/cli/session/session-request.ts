// What a session is opened with.
import type { Clock } from '../../core/ports/clock';
import type { CommonSettings, Environment } from './command-context';

export interface SessionRequest {
  readonly settings: CommonSettings;
  readonly env: Environment;
  readonly version: string;
  readonly platform: NodeJS.Platform;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly detail: (line: string) => void;
}
