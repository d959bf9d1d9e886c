// The end of a command line without the app: waits until the answer to a sent refresh is saved, then closes everything.
import { AxiomTokenError } from '../../core/base/errors';
import { withDeadline } from '../../core/flow/deadline';
import { shownName } from '../../core/intents/questions';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import type { Logger } from '../../core/ports/logger';
import type { Profile } from '../../core/profiles/profile';
import type { Handout } from '../../handout/handout';
import type { Core } from '../open-core';
import { mayQuit } from '../quit';

/** Deadline for each part, so that one that hangs does not keep the others open. */
const CLOSE_LIMIT_MS = 3_000;

export interface ClosedParts {
  readonly core: Pick<Core, 'registry' | 'activity' | 'dispose'>;
  readonly handout: Pick<Handout, 'dispose'>;
  readonly stopLogging: Unsubscribe;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly warn: (line: string) => void;
}

/** Never rejects. */
export async function closeStandalone({ core, handout, stopLogging, clock, logger, warn }: ClosedParts): Promise<void> {
  const { registry } = core;
  const within = async (close: () => Promise<void>): Promise<void> => {
    await withDeadline(clock, CLOSE_LIMIT_MS, close(), () => new AxiomTokenError('TIMEOUT')).catch((error: unknown) =>
      logger.error('a part could not be closed; the others are closed', error),
    );
  };
  await mayQuit({ registry, clock, logger, canAsk: () => false, ask: async () => true }).catch((error: unknown) =>
    logger.error('waiting for unsaved tokens failed', error),
  );
  for (const profile of registry.list().filter(isUnsaved)) warn(lossWords(profile));
  stopLogging();
  await Promise.all([within(() => handout.dispose()), within(() => core.activity.flush())]);
  core.dispose();
}

function isUnsaved({ store, manager }: Profile): boolean {
  return store.kind !== 'memory' && manager.hasUnsavedTokens;
}

function lossWords({ name, manager }: Profile): string {
  const why = manager.storageFailure === undefined ? '' : ` ${manager.storageFailure.message}`;
  const rest = manager.storage.isSafe
    ? 'They are saved in the sealed journal, and the next start of the app or of this program writes them there.'
    : 'They are lost.';
  return `The newest tokens of ${shownName(name)} could not be saved in their place.${why} ${rest}`;
}
