// What a failed refresh leads to beside its retry: after a refusal for good the pair that was replaced is in use again, if it is still there.
// Used by ProfileRefresher.
import type { AxiomTokenError } from '../base/errors';
import type { Logger } from '../ports/logger';
import type { TokenManager } from '../storage/token-manager';
import type { RefreshRetryState } from './refresh-retry-state';

/** Records a failure of the present tokens. True when others were taken back because of it; the server is asked for those once. */
export async function recordFailure(
  failure: AxiomTokenError,
  { manager, logger }: { readonly manager: TokenManager; readonly logger: Logger },
  retryState: RefreshRetryState,
): Promise<boolean> {
  const { replaced } = manager;
  const isLastTry = replaced?.wasRefused === true;
  // What was used up is not sent; there is nothing to ask a second time.
  retryState.recordFailure(failure, manager.getTokens()?.refreshToken, isLastTry || failure.unsent);
  if (!retryState.isRevoked) return false;
  manager.noteRefused();
  if (!replaced) return false;
  const written = manager.takeBackReplaced();
  // Before the write ends: a refresh may start meanwhile. Where both were refused the later one stays, and nothing is asked any more.
  if (isLastTry) retryState.recordFailure(failure, manager.getTokens()?.refreshToken, true);
  else logger.warn('the tokens from before the last sign-in are in use again', { profile: manager.profileId });
  await written;
  return !isLastTry;
}
