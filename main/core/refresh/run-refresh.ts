// One refresh under the commit protocol: lock, reload if newer, note the refresh in the journal, ask the server, commit.
// Used by ProfileRefresher; has no state.
import { type AuthTokens, isSameTokens } from '../tokens/auth-tokens';
import { AxiomTokenError, toAxiomTokenError } from '../base/errors';
import { isConflict } from '../tokens/found-record';
import type { AuthGateway } from '../ports/auth-gateway';
import type { Clock } from '../ports/clock';
import type { Logger } from '../ports/logger';
import type { TokenUse } from '../storage/single-use-tokens';
import type { AskedWait } from './asked-wait';
import type { TokenManager } from '../storage/token-manager';

export interface RefreshParts {
  readonly manager: TokenManager;
  /** The managers of all profiles, this one included: the pair may have been moved to another profile while it was refreshed. */
  readonly managers: () => readonly TokenManager[];
  readonly gateway: AuthGateway;
  /** The wait that Axiom has asked any program for. */
  readonly askedWait?: AskedWait | undefined;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly logger: Logger;
}

/** The host that answered and how long it took. */
export interface RefreshAnswer {
  readonly durationMs: number;
  readonly host: string;
}

/**
 * Refreshes `current`. When it resolves, the new pair is in memory and its first write has ended, successfully or not. `undefined`: nothing was sent,
 * because another process had just refreshed, or because newer tokens arrived meanwhile.
 * @throws AxiomTokenError as {@link AuthGateway.refresh}; `RATE_LIMITED` also when Axiom had asked any program to wait; as {@link SingleUseTokens.begin}, when nothing was sent; `CANCELLED` when a sign-in or sign-out happened
 * meanwhile; `TIMEOUT` when another process holds the lock for too long
 */
export async function runRefresh(parts: RefreshParts, current: AuthTokens): Promise<RefreshAnswer | undefined> {
  const { manager } = parts;
  const { signInEpoch } = manager;
  const release = await manager.acquireLock();
  try {
    // While this process waited, another one may have refreshed, or may have died after it got the answer.
    await reloadIfNewer(parts);
    if (manager.signInEpoch !== signInEpoch) throw cancelledError();
    const present = manager.getTokens() ?? current;
    // Newer tokens may also have arrived while this call waited for the lock.
    if (!isSameTokens(present, current) && !manager.needsRefresh()) return undefined;
    return await sendOnce(parts, signInEpoch, present);
  } finally {
    release();
  }
}

async function sendOnce(
  parts: RefreshParts,
  signInEpoch: number,
  current: AuthTokens,
): Promise<RefreshAnswer | undefined> {
  const { manager, askedWait } = parts;
  const use = await manager.singleUse?.begin(current.refreshToken).catch((error: unknown): 'past' => {
    // Another profile has sent this refresh token, and has passed the answer to this one.
    if (isPast(manager, signInEpoch, current)) return 'past';
    throw error;
  });
  if (use === 'past') return undefined;
  try {
    if (isPast(manager, signInEpoch, current)) return undefined;
    const waiting = await askedWait?.failure(current.refreshToken);
    if (waiting) throw waiting;
    return await askServer(parts, signInEpoch, current, use);
  } finally {
    await use?.end();
  }
}

/** Whether newer tokens of the same sign-in have arrived: from another program, or as the answer to another profile. */
function isPast(manager: TokenManager, signInEpoch: number, current: AuthTokens): boolean {
  return manager.signInEpoch === signInEpoch && !manager.holds(current);
}

async function askServer(
  { manager, managers, gateway, clock, askedWait }: RefreshParts,
  signInEpoch: number,
  current: AuthTokens,
  use: TokenUse | undefined,
): Promise<RefreshAnswer | undefined> {
  const { journal } = manager.place;
  const generation = manager.getRecord()?.recordGeneration;
  if (generation !== undefined) await journal?.writeRefreshIntent(generation, clock.nowMs()).catch(refuseUnnoted);
  // If the user signed in meanwhile, do not spend the refresh token for an answer that would be dropped.
  if (manager.signInEpoch !== signInEpoch) throw cancelledError();
  const { tokens, serverOffsetMs, durationMs, host } = await gateway.refresh(current).catch(async (error: unknown) => {
    if (surelyNotRotated(error)) await journal?.clearRefreshIntent();
    await askedWait?.answered(current.refreshToken, toAxiomTokenError(error));
    throw manager.wasInterrupted ? explainLostAnswer(error) : error;
  });
  use?.answered(tokens.refreshToken);
  const context = { serverOffsetMs, exchanged: current.refreshToken };
  const isCommitted = manager.holds(current) && (await manager.commitRefresh(signInEpoch, tokens, context));
  await askedWait?.answered(current.refreshToken);
  if (isCommitted) return { durationMs, host };
  // The user signed in or out meanwhile. Every profile that still has the pair that was sent, in use or as the replaced pair, takes its successor.
  await Promise.all(managers().map((each) => each.takeSuccessor(current, tokens, context)));
  if (isPast(manager, signInEpoch, current)) return undefined;
  throw cancelledError();
}

/** @throws AxiomTokenError of the journal, with `unsent`; its message says that nothing was refreshed */
function refuseUnnoted(error: unknown): never {
  const { code, message, remedy } = toAxiomTokenError(error);
  throw new AxiomTokenError(code, {
    message: `Nothing was refreshed, because new tokens could not be saved safely. ${message}`,
    remedy,
    unsent: true,
    cause: error,
  });
}

function cancelledError(): AxiomTokenError {
  return new AxiomTokenError('CANCELLED', {
    message: 'A sign-in or sign-out came meanwhile, so this refresh was cancelled.',
    remedy: 'Nothing needs to be done.',
  });
}

/** True when the server itself refused, or when certainly nothing was sent. Otherwise it may have rotated the token. */
function surelyNotRotated(error: unknown): boolean {
  const { code, unsent } = toAxiomTokenError(error);
  return unsent || code === 'UNAUTHORIZED' || code === 'RATE_LIMITED' || code === 'BROWSER_REQUIRED';
}

/** The answer to an earlier refresh was lost: the server may have rotated the token then. */
function explainLostAnswer(error: unknown): unknown {
  const { code, host } = toAxiomTokenError(error);
  if (code !== 'UNAUTHORIZED') return error;
  return new AxiomTokenError('UNAUTHORIZED', {
    message: 'The last refresh was interrupted before its answer arrived, and Axiom now refuses the tokens.',
    host,
    cause: error,
  });
}

/** As {@link reloadIfNewer}, but a conflict counts as "nothing newer". */
export function reloadIfReadable(parts: RefreshParts): Promise<boolean> {
  return reloadIfNewer(parts).catch(() => false);
}

/**
 * Reloads what another process has saved meanwhile; true when there was something newer. False also when the store cannot be read.
 * @throws AxiomTokenError `WRONG_ACCOUNT`, `WRONG_ORIGIN` (conflict): the store holds another sign-in, which a refreshed pair must not overwrite;
 * `STORAGE_CORRUPT`: the file is not understood, and may hold something newer
 */
async function reloadIfNewer({ manager, logger }: RefreshParts): Promise<boolean> {
  try {
    return await manager.reloadIfNewer();
  } catch (error) {
    const failure = toAxiomTokenError(error);
    // Other programs write plain files. While such a file cannot be understood, the refresh token in memory may be spent already.
    const isMidWrite = failure.code === 'STORAGE_CORRUPT' && manager.place.choice.kind === 'file';
    // A conflict means that the user has signed in another account there.
    if (isConflict(failure) || failure.code === 'INVALID_INPUT' || isMidWrite) throw error;
    logger.error('the store could not be read again', error, { profile: manager.profileId });
    return false;
  }
}
