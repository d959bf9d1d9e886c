// The next step of a removal at a left place, by examples. Every combination: former-step.product.test.ts.
import { describe, expect, it } from 'vitest';
import type { Removal } from '../../../../main/core/ports/profile-index';
import { type FormerSituation, nextFormerStep } from '../../../../main/core/storage/former-step';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { anew, context, holding, MOVED_ON, REMOVED, removal } from '../../../support/former-situations';
import { FOUND, nameOf, NO_RECORD, present } from '../../../support/storage-situations';

const NOW = FAKE_START_MS;
const moved = removal('moved', present);
const signedOut = removal('signed-out', present);
/** A record of another client that it has refreshed, or put back, after the move. */
const LATER = NOW + 60_000;
const refreshed: TokenRecord = { ...FOUND['newer without a name'], savedAtMs: LATER };
const putBack: TokenRecord = { ...FOUND['older without a name'], savedAtMs: LATER };
const othersRefreshed: TokenRecord = { ...refreshed, tokens: FOUND['of another account'].tokens };
const { absent, locked, missing, damaged } = NO_RECORD;

function decide(
  observed: FormerSituation['observed'] | TokenRecord,
  toGo: Removal,
  inMemory?: TokenRecord | 'unread',
  sealed?: TokenRecord,
  isUnwritten = false,
  seen: Partial<Pick<FormerSituation, 'former' | 'first' | 'isSpent' | 'inUse'>> = {},
): string {
  const looked = 'tokens' in observed ? ({ kind: 'record', record: observed } as const) : observed;
  const own =
    inMemory === undefined || inMemory === 'unread' ? absent : ({ kind: 'record', record: inMemory } as const);
  const known = { former: [], isSpent: () => false, inUse: { observed: own, marks: [] }, ...seen };
  const at = { removal: toGo, observed: looked, sealed, present: inMemory, isUnwritten, ...known, ...context };
  const step = nextFormerStep(at);
  if (step.kind === 'replace') return `replace by ${step.by.recordGeneration}`;
  return step.kind === 'wait' ? `wait: ${step.failure.code}` : step.kind;
}

/** The moved record, by what was seen at the current place. */
function decideBy(
  inUse: FormerSituation['inUse'],
  reason: Removal['reason'] = 'moved',
  inMemory?: TokenRecord,
): string {
  return decide(present, removal(reason, present), inMemory, undefined, false, { inUse });
}

function decideOn(lying: TokenRecord, seen: Partial<FormerSituation>): string {
  return decide(lying, moved, present, undefined, false, seen);
}

describe('a removal at a place that was left', () => {
  it.each([
    ['removes what was moved from there', decide(present, moved, present), 'delete'],
    ['removes what was signed out', decide(present, signedOut), 'delete'],
    [
      'removes what was signed out though memory has another sign-in',
      decide(present, signedOut, FOUND['newer of another sign-in']),
      'delete',
    ],
    ['removes an earlier copy', decide(FOUND.older, moved, present), 'delete'],
    ['brings along what is newer of the sign-in that was moved', decide(FOUND.newer, moved, present), 'reload'],
    ['brings nothing along for a sign-out', decide(FOUND.newer, signedOut, present), 'delete'],
    [
      'moves nothing when a person has signed in again since',
      decide(FOUND.newer, moved, FOUND['older of another sign-in']),
      'delete',
    ],
    ['brings nothing along when memory is empty', decideOver(FOUND.newer), 'delete'],
    ['asks the place in use before it removes a copy', decideBy(undefined, 'moved', present), 'ask'],
    ['asks it also over what a move has left', decideBy(undefined, 'copied', present), 'ask'],
    ['does not ask it over a sign-out', decideBy(undefined, 'signed-out'), 'delete'],
    ['keeps what may be the last copy', decideBy({ observed: absent, marks: [] }), 'wait: STORAGE_UNAVAILABLE'],
    ['keeps it where others have moved the sign-in on', decideBy({ observed: absent, marks: [MOVED_ON] }), 'keep'],
    ['removes it where a person has signed out there', decideBy({ observed: absent, marks: [REMOVED] }), 'delete'],
    ['keeps what is sealed of it, too', decide(absent, moved, undefined, present), 'wait: STORAGE_UNAVAILABLE'],
    [
      'brings along what another client has refreshed there since, without a name',
      decide(refreshed, moved, present),
      'reload',
    ],
    [
      'removes that once memory has it',
      decide(refreshed, moved, { ...refreshed, signInId: nameOf(present) }),
      'delete',
    ],
    ['leaves it after a sign-out', decide(refreshed, signedOut), 'over'],
    ['leaves it where memory is empty', decide(refreshed, moved), 'over'],
    ['leaves it where a person has signed in again since', decide(refreshed, moved, anew), 'over'],
    [
      'brings along what another client has put there since, though it is dated earlier',
      decide(putBack, moved, present),
      'reload',
    ],
    ['leaves that where it may have lain there before', decideOn(putBack, { first: present }), 'over'],
    [
      'leaves that where it has lain there before',
      decideOn(putBack, { former: [putBack.tokens.refreshToken] }),
      'over',
    ],
    ['leaves that where it is used up', decideOn(putBack, { isSpent: () => true }), 'over'],
    ['leaves also what is dated later where it is used up', decideOn(refreshed, { isSpent: () => true }), 'over'],
    ['leaves that where ours was refreshed since', decide(putBack, moved, { ...present, savedAtMs: LATER }), 'over'],
    ['leaves what has no name and is of another account', decide(othersRefreshed, moved, present), 'over'],
    ['waits while the own place is unread', decide(present, moved, 'unread'), 'wait: STORAGE_UNAVAILABLE'],
    [
      'waits then also with what a move has left',
      decide(present, removal('copied', present), 'unread'),
      'wait: STORAGE_UNAVAILABLE',
    ],
    ['waits then also with what has no name', decide(refreshed, moved, 'unread'), 'wait: STORAGE_UNAVAILABLE'],
    ['waits then also with what is sealed', decide(absent, moved, 'unread', present), 'wait: STORAGE_UNAVAILABLE'],
    ['does not wait then with what was signed out', decide(present, signedOut, 'unread'), 'delete'],
    ['ends then where nothing is', decide(absent, moved, 'unread'), 'over'],
    [
      'waits while what was brought along is in memory only',
      decide(FOUND.newer, moved, FOUND.newer, undefined, true),
      'wait: STORAGE_UNAVAILABLE',
    ],
    ['does not wait then with an earlier copy', decide(FOUND.older, moved, present, undefined, true), 'delete'],
    ['ends where another sign-in is now', decide(FOUND['newer of another sign-in'], moved, present), 'over'],
    ['ends where another account is now', decide(FOUND['of another account'], moved, present), 'over'],
    ['ends where another server’s tokens are now', decide(FOUND['of another server'], removal('signed-out')), 'over'],
    ['ends where nothing is', decide(absent, moved, present), 'over'],
    [
      'puts a later sign-in there that another program could only seal',
      decide(present, signedOut, undefined, FOUND['newer of another sign-in']),
      'replace by 6',
    ],
    [
      'removes what is sealed of a sign-in that was signed out',
      decide(present, signedOut, present, FOUND.newer),
      'delete',
    ],
    ['removes what is sealed and no newer', decide(present, moved, present, FOUND.older), 'delete'],
    ['brings along what another program could only seal', decide(present, moved, present, FOUND.newer), 'reload'],
    ['loads it where nothing is any more, too', decide(absent, moved, present, FOUND.newer), 'reload'],
    [
      'removes what is sealed of another server',
      decide(present, signedOut, undefined, FOUND['of another server']),
      'delete',
    ],
    ['waits where what was expected is not to be found', decide(missing, moved, present), 'wait: STORAGE_UNAVAILABLE'],
    ['waits for a locked place', decide(locked, moved, present), 'wait: STORAGE_LOCKED'],
    ['waits over what is not understood', decide(damaged, moved, present), 'wait: STORAGE_CORRUPT'],
  ])('%s', (_what, actual, expected) => {
    expect(actual).toBe(expected);
  });
});

/** A record that memory does not have, and the current place has. */
function decideOver(lying: TokenRecord): string {
  return decide(lying, moved, undefined, undefined, false, { inUse: holding(lying) });
}
