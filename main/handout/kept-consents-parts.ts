// The parts of KeptConsents. Types.
import type { Clock } from '../core/ports/clock';
import type { Crypto } from '../core/ports/crypto';
import type { Logger } from '../core/ports/logger';
import type { ConsentsFile, Trail } from './handout-state';

export interface KeptConsentsParts {
  readonly file: ConsentsFile;
  readonly trail: Pick<Trail, 'add' | 'query'>;
  readonly crypto: Pick<Crypto, 'randomBytes'>;
  /** Whether nothing about an account is saved, as for the demo. */
  readonly isForThisRun: (profileId: string) => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}
