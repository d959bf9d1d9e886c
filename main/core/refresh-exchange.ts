// One refresh under the commit protocol: lock, look again, note, ask the server, commit. Used by ProfileRefresher; keeps nothing.
import type { AuthTokens } from './auth-tokens';
import { AxiomTokenError, toAxiomTokenError } from './errors';
import type { AuthGateway } from './ports/auth-gateway';
import type { Unsubscribe } from './ports/clock';
import type { Logger } from './ports/logger';
import type { RefreshLock } from './ports/refresh-lock';
import type { TokenManager } from './token-manager';

export interface RefreshExchangeParts {
  readonly manager: TokenManager;
  readonly gateway: AuthGateway;
  readonly logger: Logger;
  readonly lock?: RefreshLock | undefined;
}

/** Where the answer came from and how long it took. */
export interface RefreshAnswer {
  readonly durationMs: number;
  readonly host: string;
}

/** Longer than a refresh takes with all its retries, so that the loser finds the winner's result. */
const LOCK_WAIT_MS = 70_000;

/**
 * Refreshes `current`. When it resolves, the new pair is in memory and its first write is over; `undefined` when nothing was asked because another
 * process had just refreshed.
 * @throws AxiomTokenError as {@link AuthGateway.refresh}; `CANCELLED` when a sign-in or sign-out came in between; `TIMEOUT` when another process
 * holds the lock for too long
 */
export async function exchangeTokens(
  parts: RefreshExchangeParts,
  current: AuthTokens,
): Promise<RefreshAnswer | undefined> {
  const { manager, gateway } = parts;
  const { epoch } = manager;
  // No other process can know tokens that are in this one's memory only.
  if (!parts.lock || manager.store.kind === 'memory') return ask(manager, gateway, epoch, current);
  const release = await takeLock(parts, parts.lock);
  try {
    // Another process may have refreshed while this one waited.
    if ((await adoptIfReadable(parts)) && !manager.needsRefresh()) return undefined;
    return await ask(manager, gateway, epoch, manager.getTokens() ?? current);
  } finally {
    release();
  }
}

async function ask(
  manager: TokenManager,
  gateway: AuthGateway,
  epoch: number,
  current: AuthTokens,
): Promise<RefreshAnswer> {
  await manager.noteRefresh();
  // A sign-in that came while this waited must not have its refresh token used up by an answer that would be dropped.
  if (manager.epoch !== epoch) throw cameInBetween();
  const { tokens, serverOffsetMs, durationMs, host } = await gateway.refresh(current).catch(async (error: unknown) => {
    if (isSurelyWithoutRotation(error)) await manager.endRefresh();
    throw manager.wasInterrupted ? explained(error) : error;
  });
  if (await manager.commitRefresh(epoch, tokens, { serverOffsetMs })) return { durationMs, host };
  throw cameInBetween();
}

function cameInBetween(): AxiomTokenError {
  return new AxiomTokenError('CANCELLED', { message: 'A sign-in or sign-out came in between.' });
}

/** Whether the server itself has answered, or was surely not asked. Anything else may hide an answer in which it rotated the token. */
function isSurelyWithoutRotation(error: unknown): boolean {
  const { code, unsent } = toAxiomTokenError(error);
  return unsent || code === 'UNAUTHORIZED' || code === 'RATE_LIMITED' || code === 'BROWSER_REQUIRED';
}

/** The answer to an earlier refresh was lost with the app: the server may have used the token up. */
function explained(error: unknown): unknown {
  if (toAxiomTokenError(error).code !== 'UNAUTHORIZED') return error;
  return new AxiomTokenError('UNAUTHORIZED', {
    message: 'The last refresh was interrupted before its answer arrived, and Axiom now refuses the tokens.',
    cause: error,
  });
}

async function takeLock({ manager, logger }: RefreshExchangeParts, lock: RefreshLock): Promise<Unsubscribe> {
  let release: Unsubscribe | undefined;
  try {
    release = await lock.acquire(manager.profileId, LOCK_WAIT_MS);
  } catch (error) {
    // Without any lock on this machine a refresh is still better than a token that runs out.
    logger.error('no lock could be had for a refresh', error, { profile: manager.profileId });
    return () => undefined;
  }
  if (release) return release;
  throw new AxiomTokenError('TIMEOUT', {
    message: 'Another program is refreshing these tokens and does not come to an end.',
    remedy: 'It is tried again by itself. Your tokens are untouched.',
  });
}

/** Takes a newer generation that another process has saved; whether there was one. A store that cannot be read has none. */
export async function adoptIfReadable({ manager, logger }: RefreshExchangeParts): Promise<boolean> {
  try {
    return await manager.adoptNewer();
  } catch (error) {
    logger.error('the store could not be read again', error, { profile: manager.profileId });
    return false;
  }
}
