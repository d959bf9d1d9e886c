// Handler of the one call that sends the access token to the window. The only file of main/desktop/ipc that exposes an access token; lint allows
// it by name.
import { AxiomTokenError } from '../../../core/base/errors';
import type { Handlers } from '../../../../preload/contract/schemas';
import type { AppServices } from '../app-services';

/** How long a revealed token may stay on the screen. */
const HIDE_AFTER_MS = 10_000;
/** A shown token is still valid for at least this long. */
const MIN_VALID_MS = 10_000;

/** Refuses while the window is not focused and above the rate limit; adds each reveal to the activity log. */
export function createRevealHandler(services: AppServices): Pick<Handlers, 'revealAccessToken'> {
  return {
    async revealAccessToken({ profileId }) {
      if (!services.isWindowFocused()) {
        throw new AxiomTokenError('INVALID_INPUT', {
          message: 'A token is shown only while the window is in front.',
          remedy: 'Click the window, then press and hold again.',
        });
      }
      services.revealLimit.pass();
      const { accessToken } = await services.registry.get(profileId).refresher.getValidTokens(MIN_VALID_MS);
      services.activity.add('Access token shown in the window', profileId);
      return { accessToken: accessToken.expose(), hideAfterMs: HIDE_AFTER_MS };
    },
  };
}
