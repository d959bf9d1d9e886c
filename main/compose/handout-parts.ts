// What the hand-out is created from. Types.
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { AskUser, NotifyUser } from '../handout/consent';
import type { Handout } from '../handout/handout';
import type { Core } from './open-core';

export interface HandoutParts {
  readonly core: Pick<Core, 'registry' | 'lifecycle'>;
  /** Asks the user. `NOBODY_TO_ASK` for a command line without the app. */
  readonly ask: AskUser;
  readonly notifier: NotifyUser;
  /** Folder of `pause.json`, `consents.json`, `trail.jsonl` and `trail-key.json`. */
  readonly dataDirectory: string;
  /** The user's folder for locks. */
  readonly stateDirectory: string;
  /** Delays work that the start need not wait for; when absent, the work is done at once. */
  readonly later?: ((work: () => void) => void) | undefined;
  /** No token is handed out without its line in the audit trail. */
  readonly isLineNeeded?: boolean | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/** Opens the hand-out. The pause is in effect when this returns; all other files are read at the first request. Never throws. */
export type OpenHandout = (parts: HandoutParts) => Handout;
