// What the hand-out is opened with. Types.
import type { Clock } from '../core/ports/clock';
import type { Logger } from '../core/ports/logger';
import type { AskPerson, TellPerson } from '../handout/consent';
import type { Handout } from '../handout/handout';
import type { Core } from './open-core';

export interface HandoutParts {
  readonly core: Pick<Core, 'registry' | 'lifecycle'>;
  /** Asks a person. `NOBODY_TO_ASK` where there is none: a command line alone. */
  readonly ask: AskPerson;
  readonly tell: TellPerson;
  /** Folder of `pause.json`, `consents.json`, `trail.jsonl` and `trail-key.json`. */
  readonly dataDirectory: string;
  /** The person's folder for locks. */
  readonly stateDirectory: string;
  /** Puts off what a start need not wait for; done at once when absent. */
  readonly later?: ((work: () => void) => void) | undefined;
  /** No token leaves without its line in the trail. */
  readonly isLineNeeded?: boolean | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/** Opens the hand-out. The pause is in effect when this returns; nothing else is read before somebody asks. Never throws. */
export type OpenHandout = (parts: HandoutParts) => Handout;
