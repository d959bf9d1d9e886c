// Handler of the only call that sends the access token to the window. No other file in main/desktop/ipc may expose an access token; lint allows this one by name.
import { PERSON } from '../../../handout/consumer';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';

/** How long a revealed token may stay on the screen. */
const HIDE_AFTER_MS = 10_000;
/** A revealed token is valid for at least this long. */
const MIN_VALID_MS = 10_000;

/** Logs each reveal in the activity. register-handlers.ts requires a press, and call-limits.ts limits how often. */
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
