// The next step of a removal at a place that was left: by its words, and in every combination.
import { describe, expect, it } from 'vitest';
import type { Removal } from '../../../../main/core/ports/profile-index';
import { type FormerSituation, type FormerStep, nextFormerStep } from '../../../../main/core/storage/former-step';
import { isOtherAccount } from '../../../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeWrong } from '../../../support/flawed-decisions';
import { isMeant, issuedAtMs } from '../../../support/storage-rules';
import { FOUND, LOOKS, nameOf, NO_RECORD, NOW_MS, present } from '../../../support/storage-situations';

const NOW = FAKE_START_MS;
const origin = 'https://axiom.trade';
const context = { origin, nameOf, nowMs: NOW_MS };
const removal = (reason: Removal['reason'], of?: TokenRecord): Removal => ({
  store: { kind: 'file', path: '/left' },
  ...(of ? { signIn: nameOf(of) } : {}),
  ...(of?.tokens.authenticatedUserId ? { authenticatedUserId: of.tokens.authenticatedUserId } : {}),
  sinceMs: NOW + 1_000,
  reason,
});
const moved = removal('moved', present);
const signedOut = removal('signed-out', present);
/** As another client writes what it has refreshed, or has put back, after the move. */
const LATER = NOW + 60_000;
const refreshed: TokenRecord = { ...FOUND['newer without a name'], savedAtMs: LATER };
const putBack: TokenRecord = { ...FOUND['older without a name'], savedAtMs: LATER };
const othersRefreshed: TokenRecord = { ...refreshed, tokens: FOUND['of another account'].tokens };
/** A sign-in that lies nowhere else: of one sign-in a lower generation is never the later one. */
const anew: TokenRecord = { ...FOUND['newer of another sign-in'], signInId: 'e'.repeat(32) };
const { absent, locked, missing, damaged } = NO_RECORD;

const REMOVED = { signIn: nameOf(present), atMs: moved.sinceMs };
const MOVED_ON = { ...REMOVED, isMoved: true };
const holding = (record: TokenRecord): FormerSituation['inUse'] => ({
  observed: { kind: 'record', record },
  marks: [],
});

function decide(
  observed: FormerSituation['observed'] | TokenRecord,
  toGo: Removal,
  inMemory?: TokenRecord | 'unread',
  sealed?: TokenRecord,
  isUnwritten = false,
  seen: Partial<Pick<FormerSituation, 'former' | 'first' | 'isUsedUp' | 'inUse'>> = {},
): string {
  const looked = 'tokens' in observed ? ({ kind: 'record', record: observed } as const) : observed;
  const own =
    inMemory === undefined || inMemory === 'unread' ? absent : ({ kind: 'record', record: inMemory } as const);
  const known = { former: [], isUsedUp: () => false, inUse: { observed: own, marks: [] }, ...seen };
  const at = { removal: toGo, observed: looked, sealed, present: inMemory, isUnwritten, ...known, ...context };
  const step = nextFormerStep(at);
  if (step.kind === 'replace') return `replace by ${step.by.recordGeneration}`;
  return step.kind === 'wait' ? `wait: ${step.failure.code}` : step.kind;
}

/** What was moved, by what was seen of the place in use. */
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
      'brings nothing along when a person has signed in anew since',
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
    ['leaves it where a person has signed in anew since', decide(refreshed, moved, anew), 'over'],
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
    ['leaves that where it is used up', decideOn(putBack, { isUsedUp: () => true }), 'over'],
    ['leaves also what is dated later where it is used up', decideOn(refreshed, { isUsedUp: () => true }), 'over'],
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
    ['is over then where nothing lies', decide(absent, moved, 'unread'), 'over'],
    [
      'waits while what was brought along is in memory only',
      decide(FOUND.newer, moved, FOUND.newer, undefined, true),
      'wait: STORAGE_UNAVAILABLE',
    ],
    ['does not wait then with an earlier copy', decide(FOUND.older, moved, present, undefined, true), 'delete'],
    ['is over where another sign-in lies now', decide(FOUND['newer of another sign-in'], moved, present), 'over'],
    ['is over where another account lies now', decide(FOUND['of another account'], moved, present), 'over'],
    ['is over where another server lies now', decide(FOUND['of another server'], removal('signed-out')), 'over'],
    ['is over where nothing lies', decide(absent, moved, present), 'over'],
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
    ['brings it along where nothing lies any more, too', decide(absent, moved, present, FOUND.newer), 'reload'],
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

/** What memory does not have, and the place in use has. */
function decideOver(lying: TokenRecord): string {
  return decide(lying, moved, undefined, undefined, false, { inUse: holding(lying) });
}

type Decide = (situation: FormerSituation) => FormerStep;
type IsBroken = (situation: FormerSituation, step: FormerStep) => boolean;

const found = ({ observed }: FormerSituation) => (observed.kind === 'record' ? observed.record : undefined);
const kept = ({ present: record }: FormerSituation) => (record === 'unread' ? undefined : record);
const isOther = (one: TokenRecord, other: TokenRecord) =>
  one.signInId !== undefined && other.signInId !== undefined && one.signInId !== other.signInId;
/** Also what has no name and goes on with the sign-in that was moved away. */
const isToGo = (situation: FormerSituation, record: TokenRecord) =>
  isMeant(record, [situation.removal], situation) ||
  (situation.removal.reason === 'moved' &&
    record.signInId === undefined &&
    record.origin === origin &&
    !isOtherAccount(record.tokens, situation.removal) &&
    kept(situation)?.tokens.refreshToken.equals(record.tokens.refreshToken) === true);

const RULES = {
  'only what is to go is removed': (at, step) =>
    step.kind === 'delete' && (found(at) !== step.record || !isToGo(at, step.record)),
  'it is over only where nothing lies that is to go': (at, { kind }) => {
    const record = found(at);
    if (kind !== 'over') return false;
    return record ? isToGo(at, record) : at.observed.kind === 'damaged' || at.observed === locked;
  },
  'a place that cannot be used is waited for': (at, { kind }) =>
    (at.observed === locked || at.observed === damaged) && kind !== 'wait',
  'no copy goes that may be the last one': (at, { kind }) => {
    const [record, { inUse }] = [found(at), at];
    if (kind !== 'delete' || at.removal.reason !== 'moved' || !record) return false;
    const there = inUse?.observed.kind === 'record' ? inUse.observed.record : undefined;
    const isThere = there && !isOtherAccount(there.tokens, record.tokens);
    const mark = inUse?.marks.find(({ signIn }) => signIn === at.removal.signIn);
    return !isThere && (!mark || mark.isMoved === true);
  },
  'a removal is given up only where others have moved the sign-in on': (at, { kind }) =>
    kind === 'keep' && !at.inUse?.marks.some(({ signIn, isMoved }) => isMoved && signIn === at.removal.signIn),
  'nothing comes back that was signed out': (at, { kind }) => kind === 'reload' && at.removal.reason !== 'moved',
  'nothing comes to memory where memory is empty': (at, { kind }) => kind === 'reload' && !kept(at),
  'nothing that was moved goes while the own place is unread': (at, { kind }) =>
    at.present === 'unread' && at.removal.reason === 'moved' && kind === 'delete',
  'no copy goes while memory has the only other one': (at, { kind }) => {
    const [record, ours] = [found(at), kept(at)];
    if (kind !== 'delete' || at.removal.reason !== 'moved' || !at.isUnwritten || !record || !ours) return false;
    return record.tokens.refreshToken.equals(ours.tokens.refreshToken) && isToGo(at, record) && !isOther(record, ours);
  },
  'no refresh token is replaced by one issued earlier': (at, step) => {
    const ours = kept(at);
    if (step.kind !== 'reload' || !ours) return false;
    // Ours stays beside what another client has put over it.
    if (!at.first && step.record.replaced?.tokens.refreshToken.equals(ours.tokens.refreshToken)) return false;
    return issuedAtMs(step.record.tokens.refreshToken) < issuedAtMs(ours.tokens.refreshToken);
  },
  'memory takes no other account, server or sign-in': (at, step) => {
    const [lying, ours] = [found(at), kept(at)];
    if (step.kind !== 'reload' || !ours) return false;
    const isOthers = step.record.origin !== origin || isOtherAccount(step.record.tokens, ours.tokens);
    return isOthers || (lying !== undefined && isOther(lying, ours));
  },
  'what was brought along is removed next': (at, step) =>
    step.kind === 'reload' &&
    nextFormerStep({ ...at, present: step.record, isUnwritten: false, inUse: holding(step.record) }).kind !== 'delete',
} as const satisfies Record<string, IsBroken>;
type Rule = keyof typeof RULES;

const OWN: readonly FormerSituation['inUse'][] = [
  holding(present),
  undefined,
  holding(anew),
  holding(FOUND['of another account']),
  { observed: locked, marks: [REMOVED] },
  ...[[], [REMOVED], [MOVED_ON]].map((marks) => ({ observed: absent, marks })),
];
const KNOWN = [[present, OWN[0]] as const, ...OWN.map((inUse) => [undefined, inUse] as const)];

function* situations(): Generator<FormerSituation> {
  const seen = { former: [], isUsedUp: () => false };
  const memories = [undefined, 'unread' as const, present, FOUND['same without a name'], anew];
  for (const observed of LOOKS)
    for (const inMemory of memories)
      for (const reason of ['moved', 'signed-out'] as const)
        for (const of of [undefined, ...Object.values(FOUND)])
          for (const isUnwritten of inMemory && inMemory !== 'unread' ? [false, true] : [false])
            for (const [first, inUse] of of === present && reason === 'moved' ? KNOWN : KNOWN.slice(1, 2))
              yield {
                inUse,
                removal: removal(reason, of),
                observed,
                present: inMemory,
                isUnwritten,
                first,
                ...seen,
                ...context,
              };
}

function brokenBy(decide: Decide): Set<string> {
  const broken = new Set<string>();
  for (const situation of situations())
    for (const [rule, isBroken] of Object.entries(RULES)) if (isBroken(situation, decide(situation))) broken.add(rule);
  return broken;
}

const { asIf, but } = makeWrong(nextFormerStep);
const takesWhatLies = but((at) => {
  const record = found(at);
  return record !== undefined && { kind: 'reload', record };
});

const FLAWED: Readonly<Record<Rule, Decide>> = {
  'only what is to go is removed': but((at, { kind }) => {
    const record = found(at);
    return kind === 'over' && record !== undefined && { kind: 'delete', record, isMoved: false };
  }),
  'it is over only where nothing lies that is to go': but((_at, { kind }) => kind === 'wait' && { kind: 'over' }),
  'a place that cannot be used is waited for': asIf(({ observed }) =>
    observed.kind === 'blocked' ? { observed: absent } : {},
  ),
  'no copy goes that may be the last one': asIf(() => ({ inUse: holding(present) })),
  'a removal is given up only where others have moved the sign-in on': but(
    (_at, { kind }) => kind === 'wait' && { kind: 'keep' },
  ),
  'nothing comes back that was signed out': asIf((at) => ({ removal: { ...at.removal, reason: 'moved' } })),
  'nothing comes to memory where memory is empty': takesWhatLies,
  'nothing that was moved goes while the own place is unread': asIf(({ present: ours }) =>
    ours === 'unread' ? { present: undefined } : {},
  ),
  'no copy goes while memory has the only other one': asIf(() => ({ isUnwritten: false })),
  'no refresh token is replaced by one issued earlier': takesWhatLies,
  'memory takes no other account, server or sign-in': takesWhatLies,
  'what was brought along is removed next': takesWhatLies,
};

describe('the decision over a place that was left', () => {
  it('keeps every rule in every situation', () => {
    expect([...brokenBy(nextFormerStep)]).toEqual([]);
    expect([...situations()].length).toBeGreaterThan(2_000);
  });

  it.each(Object.keys(FLAWED) as Rule[])('made wrong is noticed: %s', (rule) => {
    expect([...brokenBy(FLAWED[rule])]).toContain(rule);
  });
});
