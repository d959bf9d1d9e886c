// The next step of a removal at a left place, in every combination: what no step may do. One deliberately wrong program per rule shows that
// a violation would be noticed.
import { describe, expect, it } from 'vitest';
import { type FormerSituation, type FormerStep, nextFormerStep } from '../../../../main/core/storage/former-step';
import { isOtherAccount } from '../../../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { makeWrong } from '../../../support/flawed-decisions';
import { anew, context, holding, MOVED_ON, REMOVED, removal } from '../../../support/former-situations';
import { isMeant, issuedAtMs } from '../../../support/storage-rules';
import { FOUND, LOOKS, NO_RECORD, present } from '../../../support/storage-situations';

const { absent, locked, damaged } = NO_RECORD;
const { origin } = context;

type Decide = (situation: FormerSituation) => FormerStep;
type IsBroken = (situation: FormerSituation, step: FormerStep) => boolean;

const found = ({ observed }: FormerSituation) => (observed.kind === 'record' ? observed.record : undefined);
const kept = ({ present: record }: FormerSituation) => (record === 'unread' ? undefined : record);
const isOther = (one: TokenRecord, other: TokenRecord) =>
  one.signInId !== undefined && other.signInId !== undefined && one.signInId !== other.signInId;
/** Also a record without a name that continues the sign-in that was moved away. */
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
  'it ends only where nothing is left to remove': (at, { kind }) => {
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
    // Our record stays beside the one that another client has put over it.
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
  const seen = { former: [], isSpent: () => false };
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

/** The rules that are broken in some situation; stops at `sought`. */
function brokenBy(decide: Decide, sought?: Rule): Set<string> {
  const broken = new Set<string>();
  for (const situation of situations()) {
    const step = decide(situation);
    for (const [rule, isBroken] of Object.entries(RULES)) if (isBroken(situation, step)) broken.add(rule);
    if (sought !== undefined && broken.has(sought)) break;
  }
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
  'it ends only where nothing is left to remove': but((_at, { kind }) => kind === 'wait' && { kind: 'over' }),
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

  it.each(Object.keys(FLAWED) as Rule[])('with a flaw is noticed: %s', (rule) => {
    expect([...brokenBy(FLAWED[rule], rule)]).toContain(rule);
  });
});
