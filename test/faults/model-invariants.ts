// What must hold in the model after every step. Each violation is described in words, without a token.
import { createMemoryRefreshLock } from '../support/fakes/refresh-lock/memory-refresh-lock';
import { makeOneUse } from '../support/make-single-use-tokens';
import { makePlace } from '../support/make-place';
import type { SingleUseTokens } from '../../main/core/storage/single-use-tokens';
import { SealedJournal } from '../../main/core/storage/sealed-journal';
import { deriveTokenFacet } from '../../main/core/status/state-facets';
import { TokenManager } from '../../main/core/storage/token-manager';
import { encodeTokenRecord, type TokenRecord } from '../../main/core/tokens/token-record';
import { ScriptedTokenStore } from '../support/fakes/token-store/scripted-token-store';
import { isOtherAccount } from '../../main/core/tokens/auth-tokens';
import { samePair } from './model-pairs';
import { type ModelWorld, ORIGIN } from './model-world';

/** Throws with all violations. */
export async function checkInvariants(world: ModelWorld): Promise<void> {
  if (!world.isListed) {
    if (world.breaches.length > 0) throw new Error(world.breaches.join('; '));
    return;
  }
  noteLeftover(world);
  const wrong = [...world.breaches, ...checkMemory(world), ...checkShown(world), ...(await checkAfresh(world))];
  if (wrong.length > 0) throw new Error(wrong.join('; '));
}

/**
 * Notes what no program can find out: a safety copy that stayed in the journal because the disk was full looks like one that is still to be saved, if the clock says
 * that it is later.
 */
function noteLeftover(world: ModelWorld): void {
  const { sealedRecord } = world.journal;
  const isLeft = sealedRecord && !samePair(sealedRecord.tokens, world.expected);
  if (isLeft && !world.isClockSane) world.isContended = true;
  // The same holds for a removal that is still noted and a record that another client writes without a name.
  const record = world.place.half ?? world.place.kept;
  const isMeant = world.removing.length > 0 && !world.isClockSane;
  if (isMeant && record && record.signInId === undefined) world.isContended = true;
}

/** Memory has the newest pair once the store was read or the person signed in. */
function checkMemory(world: ModelWorld): string[] {
  const { manager } = world;
  const tokens = manager.getTokens();
  world.noteTakenOver();
  if (!tokens && isUnread(world)) return [];
  if (world.isContended) {
    world.expected = tokens;
    world.isSignedOut = tokens === undefined;
  }
  return samePair(tokens, world.expected)
    ? []
    : [
        `lost: ${tokens ? 'another pair' : 'nothing'} in memory instead of ${world.expected ? 'the newest pair' : 'nothing'}`,
      ];
}

/** Whether the store could not be read since the start, so that its content is unknown. */
export function isUnread({ manager, place }: ModelWorld): boolean {
  return manager.storageFacet === 'opening' || manager.storageFailure !== undefined || place.wasMissed;
}

/** I1 and I3: "saved" is only reported for what is there, "unsaved" only for what is not, and a problem only after a failure. */
function checkShown(world: ModelWorld): string[] {
  const { manager, place, places } = world;
  const wrong: string[] = [];
  const record = manager.getRecord();
  const facet = manager.storageFacet;
  const isSame = sameRecord(record, place.kept);
  const isOthers = world.alternative !== undefined;
  // Signed out but waiting for a lock; the removal is noted where possible.
  const isGoing = record === undefined && (world.isIndexBroken || world.removing.length > 0);
  if (
    facet === 'saved' &&
    !manager.hasUnsavedTokens &&
    !isSame &&
    !isOthers &&
    !isGoing &&
    !place.hasHung &&
    !place.wasMissed
  )
    wrong.push('I3: "saved" of what is not there');
  const isSeen = !place.hasHung && !place.lastFailed && !place.half && !place.wasMissed;
  if (facet === 'unsaved' && isSame && isSeen) wrong.push('I3: "unsaved" of what is there');
  if (
    (facet === 'locked' || facet === 'unavailable') &&
    !place.theirs &&
    // On a full disk the sealed record of a removed sign-in cannot be deleted.
    !places.some(({ lastFailed, hasHung, journal }) => lastFailed || hasHung || journal.lastFailed)
  )
    wrong.push('I3: trouble without a failure');
  const { sessionFacet, failure } = world.lifecycle.refresher('default');
  const refreshEndsAtMs = record?.tokens.refreshExpiresAtMs ?? Infinity;
  const isOver =
    world.server.wasExchanged(record?.tokens) ||
    world.server.hasRefusedTwice ||
    manager.serverNowMs() >= refreshEndsAtMs;
  if (sessionFacet === 'needs-sign-in' && !isOver) wrong.push('I3: asks for a sign-in without two refusals');
  if (sessionFacet === 'ok' && failure) wrong.push('I3: "ok" after a failure');
  return wrong;
}

/** I3: a program that starts now on the same store and journal reports the same. */
async function checkAfresh(world: ModelWorld): Promise<string[]> {
  const { manager, place, clock, logger, random, crypto, spent } = world;
  if (
    manager.storageFacet !== 'saved' ||
    manager.hasUnsavedTokens ||
    place.hasHung ||
    place.wasMissed ||
    place.half ||
    world.alternative ||
    !world.isClockSane ||
    // What the list could not store is unknown after a start.
    world.isIndexBroken ||
    world.isSignedOut
  )
    return [];
  const singleUse = makeOneUse({ spent, lock: createMemoryRefreshLock(clock), clock, logger });
  const journal = copiedJournal(world, singleUse);
  const store = new ScriptedTokenStore(place.kept);
  const fresh = new TokenManager({
    profileId: 'default',
    origin: ORIGIN,
    place: { ...makePlace(store, 'default', journal), choice: manager.place.choice },
    marks: world.marks.inner,
    singleUse,
    crypto,
    clock,
    logger,
    random,
  });
  await fresh.load();
  fresh.dispose();
  const wrong: string[] = [];
  if (!sameRecord(fresh.getRecord(), manager.getRecord())) wrong.push('I3: a new start finds another record');
  const [shown, again] = [manager, fresh].map((one) => deriveTokenFacet(one.getTokens(), one.serverNowMs()));
  if (shown !== again) wrong.push(`I3: shown as ${shown}, by a new start as ${again}`);
  return wrong;
}

/** I5: after a start with a readable store, nothing in the journal is older than the start. */
export async function checkAfterStart(world: ModelWorld): Promise<void> {
  const { intent } = world.journal.files;
  const { kept } = world.place;
  if (!kept || !world.manager.getRecord() || world.manager.hasUnsavedTokens) return;
  // A record sealed with a key that is in no store is useless, but stays: it could belong to another sign-in.
  const sealed = await copiedJournal(world).open(kept);
  // Another account's record stays: whether it is wanted is unknown here.
  if (sealed && !isOtherAccount(sealed.tokens, kept.tokens))
    throw new Error('I5: a sealed record from before this start');
  if (intent && intent.startedAtMs < world.startedAtMs) throw new Error('I5: an intent from before this start');
}

/** A copy of the journal of the current place, for inspection. */
function copiedJournal({ place, crypto, logger }: ModelWorld, singleUse?: SingleUseTokens): SealedJournal {
  return new SealedJournal(
    place.journal.copy(),
    crypto,
    logger,
    place.kind === 'file' ? 'journal' : 'record',
    singleUse,
  );
}

function sameRecord(a: TokenRecord | undefined, b: TokenRecord | undefined): boolean {
  if (!a || !b) return a === b;
  // A record of another client lacks what memory knows besides the tokens.
  if (a.recordGeneration === 0 || b.recordGeneration === 0) return samePair(a.tokens, b.tokens);
  // Memory keeps the later of two save times, which says nothing about the tokens.
  const timeless = (record: TokenRecord) => encodeTokenRecord({ ...record, savedAtMs: 0 });
  return timeless(a).equals(timeless(b));
}
