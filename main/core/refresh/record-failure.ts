// Records a failed refresh. After a final refusal of new tokens, the pair that they replaced is used again, if it is still kept.
// Used by ProfileRefresher.
import type { AxiomTokenError } from '../base/errors';
import type { Logger } from '../ports/logger';
import type { TokenManager } from '../storage/token-manager';
import type { AskedWait } from './asked-wait';
import type { RefreshRetryState } from './refresh-retry-state';

/** Records a failure of the present tokens. Resolves to true when the replaced pair is in use again because of it; that pair is sent only once. */
export async function recordFailure(
  failure: AxiomTokenError,
  { manager, logger }: { readonly manager: TokenManager; readonly logger: Logger },
  retryState: RefreshRetryState,
): Promise<boolean> {
  const { replaced } = manager;
  const isLastTry = replaced?.wasRefused === true;
  // A used-up token was not sent, and will not be sent a second time either.
  retryState.recordFailure(failure, manager.getTokens()?.refreshToken, isLastTry || failure.unsent);
  if (!retryState.isRevoked) return false;
  manager.noteRefused();
  if (!replaced) return false;
  const written = manager.takeBackReplaced();
  // Recorded before the write has ended, because a refresh may start meanwhile. If both pairs were refused, the later
  // one stays and is not sent any more.
  if (isLastTry) retryState.recordFailure(failure, manager.getTokens()?.refreshToken, true);
  else logger.warn('the tokens from before the last sign-in are in use again', { profile: manager.profileId });
  await written;
  return !isLastTry;
}

/** Records the wait that Axiom has asked any program for with the present tokens, unless a failure is known or a refresh is under way. Resolves to whether it did. */
export async function recordAskedWait(
  { manager, askedWait }: { readonly manager: TokenManager; readonly askedWait?: AskedWait | undefined },
  retryState: RefreshRetryState,
  isRefreshing: () => boolean,
): Promise<boolean> {
  const tokens = manager.getTokens();
  if (!tokens || retryState.failure) return false;
  const waiting = await askedWait?.failure(tokens.refreshToken);
  if (!waiting || retryState.failure || isRefreshing() || !manager.holds(tokens)) return false;
  retryState.recordFailure(waiting, tokens.refreshToken);
  return true;
}
