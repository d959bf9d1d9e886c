// One refresh under the commit protocol: lock, look again, note, ask the server, commit. Used by ProfileRefresher; keeps nothing.
import type { AuthTokens } from '../tokens/auth-tokens';
import { AxiomTokenError, toAxiomTokenError } from '../base/errors';
import { isConflict } from '../tokens/found-record';
import type { AuthGateway } from '../ports/auth-gateway';
import type { Logger } from '../ports/logger';
import type { TokenManager } from '../storage/token-manager';

export interface RefreshParts {
  readonly manager: TokenManager;
  readonly gateway: AuthGateway;
  readonly logger: Logger;
}

/** Where the answer came from and how long it took. */
export interface RefreshAnswer {
  readonly durationMs: number;
  readonly host: string;
}

/**
 * Refreshes `current`. When it resolves, the new pair is in memory and its first write is over; `undefined` when nothing was asked because another
 * process had just refreshed.
 * @throws AxiomTokenError as {@link AuthGateway.refresh}; `CANCELLED` when a sign-in or sign-out came in between; `TIMEOUT` when another process
 * holds the lock for too long
 */
export async function runRefresh(parts: RefreshParts, current: AuthTokens): Promise<RefreshAnswer | undefined> {
  const { manager, gateway } = parts;
  const { signInEpoch } = manager;
  const release = await manager.acquireLock();
  try {
    // Another process may have refreshed while this one waited, or have died when it had the answer.
    if ((await reloadIfNewer(parts)) && !manager.needsRefresh()) return undefined;
    return await askServer(manager, gateway, signInEpoch, manager.getTokens() ?? current);
  } finally {
    release();
  }
}

async function askServer(
  manager: TokenManager,
  gateway: AuthGateway,
  signInEpoch: number,
  current: AuthTokens,
): Promise<RefreshAnswer> {
  await manager.noteRefresh();
  // A sign-in that came while this waited must not have its refresh token used up by an answer that would be dropped.
  if (manager.signInEpoch !== signInEpoch) throw overtaken();
  const { tokens, serverOffsetMs, durationMs, host } = await gateway.refresh(current).catch(async (error: unknown) => {
    if (isSurelyWithoutRotation(error)) await manager.endRefresh();
    throw manager.wasInterrupted ? withLostAnswerExplained(error) : error;
  });
  if (await manager.commitRefresh(signInEpoch, tokens, { serverOffsetMs })) return { durationMs, host };
  throw overtaken();
}

function overtaken(): AxiomTokenError {
  return new AxiomTokenError('CANCELLED', { message: 'A sign-in or sign-out came in between.' });
}

/** Whether the server itself has answered, or was surely not asked. Anything else may hide an answer in which it rotated the token. */
function isSurelyWithoutRotation(error: unknown): boolean {
  const { code, unsent } = toAxiomTokenError(error);
  return unsent || code === 'UNAUTHORIZED' || code === 'RATE_LIMITED' || code === 'BROWSER_REQUIRED';
}

/** The answer to an earlier refresh was lost with the app: the server may have used the token up. */
function withLostAnswerExplained(error: unknown): unknown {
  if (toAxiomTokenError(error).code !== 'UNAUTHORIZED') return error;
  return new AxiomTokenError('UNAUTHORIZED', {
    message: 'The last refresh was interrupted before its answer arrived, and Axiom now refuses the tokens.',
    cause: error,
  });
}

/** As {@link reloadIfNewer}; another sign-in that has taken the place counts as nothing. */
export function reloadIfReadable(parts: RefreshParts): Promise<boolean> {
  return reloadIfNewer(parts).catch(() => false);
}

/**
 * Takes what another process has saved since; whether there was something. A store that cannot be read has nothing.
 * @throws AxiomTokenError `WRONG_ACCOUNT`, `WRONG_ORIGIN` when another sign-in has taken the place: what would come back must not be written over it
 */
async function reloadIfNewer({ manager, logger }: RefreshParts): Promise<boolean> {
  try {
    return await manager.reloadIfNewer();
  } catch (error) {
    if (isConflict(toAxiomTokenError(error))) throw error;
    logger.error('the store could not be read again', error, { profile: manager.profileId });
    return false;
  }
}
