// Handlers of "Pause all" and "Resume". The pause switch stops and restarts refreshes; these handlers also clear the clipboard and write to the log.
import { AxiomTokenError, toAxiomTokenError } from '../../../core/base/errors';
import { PERSON } from '../../../handout/consumer';
import type { ChangedBy } from '../../../handout/handout';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';

type PauseCalls = 'pauseAll' | 'resumeAll';

const BY_PERSON: ChangedBy = { consumer: PERSON, via: 'window' };

/** Both take effect at once and are saved afterwards, so that a failing disk prevents neither. */
export function createPauseHandlers(services: AppServices): Pick<Handlers, PauseCalls> {
  const { activity, clipboard } = services;
  const { pause } = services.handout;
  return {
    async pauseAll() {
      const wasPaused = pause.state.isPaused;
      const failure = failureOf(() => pause.pause(BY_PERSON));
      const hadCopy = await clipboard.clearOurs();
      const also = hadCopy ? '; the copied token was removed from the clipboard' : '';
      if (!wasPaused) activity.add('app', `Everything paused: no token leaves, nothing is refreshed${also}`);
      if (failure) throw unsaved(failure, 'Everything is paused, but only until the app is closed.');
    },

    async resumeAll() {
      const wasPaused = pause.state.isPaused;
      const failure = failureOf(() => pause.resume(BY_PERSON));
      if (wasPaused) activity.add('app', 'Resumed');
      if (failure) {
        throw unsaved(failure, 'Tokens are handed out and refreshed again, but the next start will be paused.');
      }
    },
  };
}

function failureOf(run: () => void): AxiomTokenError | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    return toAxiomTokenError(error);
  }
}

function unsaved(failure: AxiomTokenError, effectNow: string): AxiomTokenError {
  const { code, message, remedy } = failure;
  return new AxiomTokenError(code, { message: `${effectNow} ${message}`, remedy, cause: failure });
}
