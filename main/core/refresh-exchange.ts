// One refresh under the commit protocol: lock, look again, note, ask the server, commit. Used by ProfileRefresher; keeps nothing.
import type { AuthTokens } from './auth-tokens';
import { AxiomTokenError } from './errors';
import type { AuthGateway } from './ports/auth-gateway';
import type { Unsubscribe } from './ports/clock';
import type { Logger } from './ports/logger';
import type { RefreshLock } from './ports/refresh-lock';
import type { TokenManager } from './token-manager';

export interface RefreshExchangeParts {
  readonly manager: TokenManager;
  readonly gateway: AuthGateway;
  readonly logger: Logger;
  /** Absent for profiles that no other process can know. */
  readonly lock?: RefreshLock;
}

/** How it ended: with an answer of the server, or without asking because another process had just refreshed. */
export type RefreshExchange =
  | { readonly kind: 'answered'; readonly durationMs: number; readonly host: string }
  | { readonly kind: 'adopted' };

/** Longer than a refresh takes with all its retries, so that the loser finds the winner's result. */
const LOCK_WAIT_MS = 70_000;

/**
 * Refreshes `current`. When it resolves, the new pair is in memory and its first write is over.
 * @throws AxiomTokenError as {@link AuthGateway.refresh}; `CANCELLED` when a sign-in or sign-out came in between; `TIMEOUT` when another process
 * holds the lock for too long
 */
export async function exchangeTokens(parts: RefreshExchangeParts, current: AuthTokens): Promise<RefreshExchange> {
  const { manager, gateway } = parts;
  const { epoch } = manager;
  const release = await takeLock(parts);
  try {
    if (parts.lock && (await hasAdopted(parts))) return { kind: 'adopted' };
    await manager.noteRefresh();
    const { tokens, serverOffsetMs, durationMs, host } = await gateway.refresh(manager.getTokens() ?? current);
    if (!(await manager.commitRefresh(epoch, tokens, { serverOffsetMs }))) {
      throw new AxiomTokenError('CANCELLED', { message: 'A sign-in or sign-out came in between.' });
    }
    return { kind: 'answered', durationMs, host };
  } finally {
    release();
  }
}

async function takeLock({ lock, manager, logger }: RefreshExchangeParts): Promise<Unsubscribe> {
  if (!lock) return () => undefined;
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

/** Whether another process has refreshed meanwhile, so that nothing has to be asked. A store that cannot be read says no. */
async function hasAdopted({ manager, logger }: RefreshExchangeParts): Promise<boolean> {
  try {
    return (await manager.adoptNewer()) && !manager.needsRefresh();
  } catch (error) {
    logger.error('the store could not be read before a refresh', error, { profile: manager.profileId });
    return false;
  }
}
