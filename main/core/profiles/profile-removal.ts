// Decides whether a profile may be removed from the list: only if it certainly has no tokens.
// Pure; used by ProfileRegistry.
import { RETRY_ADVICE } from '../base/retry-advice';
import { AxiomTokenError } from '../base/errors';
import type { ProfileEntry } from '../ports/profile-index';
import type { StorageFacet } from '../status/state-facets';
import type { Profile } from './profile';

/** Input of the decision. */
export interface RemovalFacts {
  readonly name: string;
  /** Whether there are tokens in memory. */
  readonly hasTokens: boolean;
  /** Whether there may be tokens at one of its places. */
  readonly mayHold: boolean;
  /** Whether the only pending removal was of a file that the user or another program has deleted. */
  readonly isRestDeleted: boolean;
  /** Whether its tokens are being moved to another place. */
  readonly isMoving: boolean;
  /** What the index says about its tokens. */
  readonly entry: Pick<ProfileEntry, 'hasTokens' | 'removing'>;
  readonly storage: StorageFacet;
  readonly isDemo: boolean;
  /** Whether no other profile is left, apart from the demo. */
  readonly isLast: boolean;
}

/** The facts about a profile. `readEntry`: its entry in the index, in which the demo has none; `all`: every profile. */
export function removalFacts(
  { id, name, manager, isDemo }: Profile,
  readEntry: () => RemovalFacts['entry'],
  all: readonly Profile[],
): RemovalFacts {
  return {
    name,
    hasTokens: manager.getTokens() !== undefined,
    mayHold: manager.storage.mayHoldTokens,
    isRestDeleted: manager.storage.isRestDeleted,
    isMoving: manager.isMoving,
    entry: isDemo ? { hasTokens: false } : readEntry(),
    storage: manager.storageFacet,
    isDemo,
    isLast: !all.some((profile) => !profile.isDemo && profile.id !== id),
  };
}

/** An empty or missing folder does not prove that the file was deleted: a drive that is not connected looks the same. */
const IF_DELETED = 'If you have deleted the file, and nothing else is in its folder, put any other file there. ';

/**
 * Why the profile would stay in the list even without tokens (`INVALID_INPUT`). Check this before its tokens are
 * removed.
 */
export function refusalWithoutTokens({
  name,
  isMoving,
  isDemo,
  isLast,
}: Pick<RemovalFacts, 'name' | 'isMoving' | 'isDemo' | 'isLast'>): AxiomTokenError | undefined {
  if (isMoving) {
    return refuse(
      `The tokens of ${name} are being moved to another place right now, so it stays in the list.`,
      'Wait until they are there. Nothing was changed.',
    );
  }
  if (isDemo)
    return refuse(`${name} is the demo account, which stays in the list until you quit.`, 'Nothing was changed.');
  if (!isLast) return undefined;
  return refuse(`${name} is the only account, so it stays in the list.`, 'Add another one first. Nothing was changed.');
}

/** Why the profile stays in the list (`INVALID_INPUT`), or `undefined` when it may be removed. */
export function removalRefusal(facts: RemovalFacts): AxiomTokenError | undefined {
  const { name, entry, storage } = facts;
  const lasting = refusalWithoutTokens(facts);
  if (lasting) return lasting;
  // A pending removal also keeps the profile: only a profile in the list can finish it.
  const isUnfinished = !facts.isRestDeleted && (facts.mayHold || (entry.removing?.length ?? 0) > 0);
  const mayHaveTokens = facts.hasTokens || entry.hasTokens || isUnfinished;
  const isEmpty = !mayHaveTokens && storage === 'saved';
  if (isEmpty) return undefined;
  if (!facts.hasTokens && entry.removing?.length) {
    const isFile = entry.removing.some(({ store }) => 'path' in store);
    return refuse(
      `The sign-out of ${name} is not finished yet, so it stays in the list.`,
      `${RETRY_ADVICE.signOut} ${isFile ? IF_DELETED : ''}Nothing was changed.`,
    );
  }
  if (!mayHaveTokens && ['locked', 'unavailable', 'corrupt'].includes(storage)) {
    return refuse(
      `The place of ${name} cannot be read now, and may have tokens, so it stays in the list.`,
      'Make that place readable, or choose another place in Settings, then remove it. Nothing was changed.',
    );
  }
  return refuse(`${name} may still have tokens, so it stays in the list.`, 'Sign it out first. Nothing was changed.');
}

/** The `TOKEN_NOT_FOUND` error for a profile that is not in the list. `name`: of one that was removed from it. */
export function noProfile(name: string | undefined): AxiomTokenError {
  return new AxiomTokenError('TOKEN_NOT_FOUND', {
    message: name === undefined ? 'There is no such account.' : `The account ${name} was removed from the list.`,
    remedy: 'Choose an account that is in the list.',
  });
}

function refuse(message: string, remedy: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', { message, remedy });
}

/** Whether a profile has tokens, or is getting some by a move. */
export function hasTokensOrMoves(manager: Profile['manager']): boolean {
  return manager.getTokens() !== undefined || manager.isMoving;
}

/** The `INVALID_INPUT` error for what the demo account does not support. */
export function demoRefusal(message: string): AxiomTokenError {
  return new AxiomTokenError('INVALID_INPUT', { message, remedy: 'Nothing was changed.' });
}
