// The removal marks of places, as one profile leaves and reads them: best effort, because nothing waits for another program. Used by the steps and by moves.
import type { Logger } from '../ports/logger';
import type { RemovalMark, RemovalMarks } from '../ports/removal-marks';
import type { TokenRecord } from '../tokens/token-record';

export interface PlaceMarksParts {
  /** What other processes have removed; absent where no other process can use the place. */
  readonly marks?: RemovalMarks | undefined;
  readonly nameOf: (record: TokenRecord) => string;
  readonly clock: { nowMs(): number };
  readonly logger: Logger;
}

export class PlaceMarks {
  readonly #parts: PlaceMarksParts;

  constructor(parts: PlaceMarksParts) {
    this.#parts = parts;
  }

  /** Sign-ins that were removed from a place, by whatever process; none when that cannot be read. */
  async read(placeKey: string): Promise<readonly RemovalMark[]> {
    const { marks, logger } = this.#parts;
    try {
      return (await marks?.read(placeKey)) ?? [];
    } catch (error) {
      logger.error('the marks of removals could not be read', error);
      return [];
    }
  }

  /** Tells other processes that this sign-in is removed from a place. Nobody asks for it while there are tokens. */
  async leave(placeKey: string, record: TokenRecord): Promise<void> {
    const { marks, nameOf, clock, logger } = this.#parts;
    try {
      // A clock that was set back must not date it before what it removes.
      await marks?.add(placeKey, { signIn: nameOf(record), atMs: Math.max(clock.nowMs(), record.savedAtMs) });
    } catch (error) {
      logger.error('a removal could not be marked for other programs', error);
    }
  }

  /** A sign-in that comes back to a place where it was before has not been removed: else it would be taken for gone where its disk is not connected. */
  async takeBack(placeKey: string, record: TokenRecord): Promise<void> {
    const { marks, nameOf, logger } = this.#parts;
    try {
      await marks?.drop(placeKey, nameOf(record));
    } catch (error) {
      logger.error('the mark of an earlier removal could not be taken back', error);
    }
  }
}
