// Handlers of "Pause all" and "Resume". The lifecycle manager stops and restarts the refreshes; these handlers clear the clipboard, log and save.
import { AxiomTokenError, toAxiomTokenError } from '../../../core/base/errors';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';

type PauseCalls = 'pauseAll' | 'resumeAll';

/** Both take effect in this run before they are saved, so that a failing disk prevents neither. */
export function createPauseHandlers(services: AppServices): Pick<Handlers, PauseCalls> {
  const { lifecycle, activity, clipboard } = services;
  return {
    async pauseAll() {
      const wasPaused = lifecycle.isPaused;
      lifecycle.pause();
      const hadCopy = await clipboard.clearOurs();
      const also = hadCopy ? '; the copied token was taken off the clipboard' : '';
      if (!wasPaused) activity.add('app', `Everything paused: no token leaves, nothing is refreshed${also}`);
      savePause(services, true, 'Everything is paused, but only until the app is closed.');
    },

    async resumeAll() {
      const wasPaused = lifecycle.isPaused;
      lifecycle.resume();
      if (wasPaused) activity.add('app', 'Resumed');
      savePause(services, false, 'Tokens are handed out and refreshed again, but the next start will be paused.');
    },
  };
}

function savePause(services: AppServices, isPaused: boolean, effectNow: string): void {
  try {
    services.savePaused(isPaused);
  } catch (error) {
    const { code, message, remedy } = toAxiomTokenError(error);
    throw new AxiomTokenError(code, { message: `${effectNow} ${message}`, remedy, cause: error });
  }
}
