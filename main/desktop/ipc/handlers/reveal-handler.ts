// Handler of the one call that sends the access token to the window. The only file of main/desktop/ipc that exposes an access token; lint allows
// it by name.
import { PERSON } from '../../../handout/consumer';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';

/** How long a revealed token may stay on the screen. */
const HIDE_AFTER_MS = 10_000;
/** A shown token is still valid for at least this long. */
const MIN_VALID_MS = 10_000;

/** Adds each reveal to the activity log. That a person presses for it, and how often, is asked for at the border: register-handlers.ts. */
export function createRevealHandler(services: AppServices): Pick<Handlers, 'revealAccessToken'> {
  return {
    async revealAccessToken({ profileId }) {
      const { accessToken } = await services.handout.gate.handOut({
        profileId,
        consumer: PERSON,
        via: 'window',
        kind: 'access',
        minValidMs: MIN_VALID_MS,
      });
      services.activity.add('token', 'Access token shown in the window', profileId);
      return { accessToken: accessToken.expose(), hideAfterMs: HIDE_AFTER_MS };
    },
  };
}
