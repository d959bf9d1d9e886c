// Every situation of the storage decision, followed to its end: what no step may do, and where all must end. One deliberately wrong program per rule shows
// that a violation would be noticed. The rules are in test/support/storage-rules.ts and storage-ends.ts.
import { describe, expect, it } from 'vitest';
import { AxiomTokenError } from '../../../../main/core/base/errors';
import { nextStep, type Situation, type Step } from '../../../../main/core/storage/storage-step';
import { makeWrong } from '../../../support/flawed-decisions';
import { takeSteps } from '../../../support/ideal-place';
import { type IsWrongEnd, STORAGE_ENDS } from '../../../support/storage-ends';
import { type IsBroken, STORAGE_RULES } from '../../../support/storage-rules';
import { describeSituation, LOOKS, situations } from '../../../support/storage-situations';

const LOCKED = new AxiomTokenError('STORAGE_LOCKED');

type Decide = (situation: Situation) => Step;
type Rule = keyof typeof STORAGE_RULES | keyof typeof STORAGE_ENDS;

const RULES = Object.entries(STORAGE_RULES) as [Rule, IsBroken][];
const ENDS = Object.entries(STORAGE_ENDS) as [Rule, IsWrongEnd][];

const ALL: readonly Situation[] = [...situations()];
/** No number of cases of one feature, so that with this stride each feature changes at once. */
const STRIDE = 997;

/** All situations, from all parts of the list in turn: neighbours differ little, so a violation among few of them would be met late. */
function* mixed(): Generator<Situation> {
  for (let first = 0; first < STRIDE; first++)
    for (let at = first; at < ALL.length; at += STRIDE) yield ALL[at] as Situation;
}

/** Follows every situation to its end; returns the violated rules, each with its first situation. With `sought` only that rule, and stops at its violation. */
function walk(decide: Decide, sought?: Rule): { readonly broken: Map<Rule, string>; readonly walked: number } {
  const broken = new Map<Rule, string>();
  const isMeant = ([rule]: readonly [Rule, unknown]): boolean => sought === undefined || rule === sought;
  const [rules, ends] = [RULES.filter(isMeant), ENDS.filter(isMeant)];
  let walked = 0;
  for (const start of sought === undefined ? ALL : mixed()) {
    if (sought !== undefined && broken.has(sought)) break;
    for (const lay of start.observed.kind === 'unread' ? LOOKS : [start.observed]) {
      walked++;
      const end = takeSteps(decide, start, lay, (situation, step) => {
        for (const [rule, isBroken] of rules)
          if (isBroken(situation, step)) note(rule, `${describeSituation(situation)} -> ${step.kind}`);
      });
      for (const [rule, isWrong] of ends)
        if (isWrong(start, lay, end))
          note(rule, `${describeSituation(start)} => ${describeSituation(end.situation)}, ${end.last.kind}`);
    }
  }
  return { broken, walked };

  function note(rule: Rule, where: string): void {
    if (!broken.has(rule)) broken.set(rule, where);
  }
}

describe('the storage decision', () => {
  it('keeps every rule in every situation, on the whole way and at its end', { timeout: 60_000 }, () => {
    const { broken, walked } = walk(nextStep);
    expect(Object.fromEntries(broken)).toEqual({});
    expect(walked).toBeGreaterThan(50_000);
  });
});

const { asIf, but } = makeWrong(nextStep);
const noting = ({ noted }: Situation, change: Partial<Situation['noted']>) => ({ noted: { ...noted, ...change } });
const kept = ({ content }: Situation) => (content.kind === 'record' ? content.record : undefined);
const found = ({ observed }: Situation) => (observed.kind === 'record' ? observed.record : undefined);
const decidedBy = ({ content }: Situation) => (content.kind === 'record' ? content.by : content.kind);

const deletesWhatASignOutFinds = but(
  (at, { kind }) => at.content.kind === 'none' && at.isLocked && found(at) && kind === 'reload' && { kind: 'delete' },
);
const writesOverAConflict = but((at, { kind }) => {
  const record = kept(at);
  return kind === 'wait' && at.isLocked && found(at) && record && { kind: 'write', record };
});
const takesWhatIsFound = (by: string) =>
  but((at) => {
    const record = found(at);
    const isNews = record && record !== kept(at) && decidedBy(at) === by;
    return isNews && { kind: 'reload', record, by: 'found' };
  });

/** A deliberately wrong program for each rule. */
const FLAWED: Readonly<Record<Rule, Decide>> = {
  'nothing is written or removed that was not read under the lock': asIf(() => ({ isLocked: true })),
  'only what is to go is removed': deletesWhatASignOutFinds,
  'another account or server is written over only if it is to go': writesOverAConflict,
  'a place that could not be asked is neither written nor emptied nor noted as empty': asIf(({ observed }) =>
    observed.kind === 'blocked' ? { observed: { kind: 'absent' } } : {},
  ),
  'what is not understood is written over only for a person': but(
    (at) =>
      at.observed.kind === 'damaged' &&
      at.content.kind === 'record' &&
      nextStep({ ...at, content: { ...at.content, by: 'person' } }),
  ),
  'a pair that is used up comes neither to memory nor to the place instead of one that is not': asIf(() => ({
    isSpent: () => false,
  })),
  'what is found never replaces what a person decided, unless that is used up': asIf(({ content }) =>
    content.kind === 'record' && content.by === 'person' ? { content: { ...content, by: 'server' } } : {},
  ),
  'what is found replaces what the server issued only where it is news and newer': asIf((at) =>
    noting(at, { base: undefined }),
  ),
  'no refresh token is replaced by one issued earlier': takesWhatIsFound('found'),
  'only what is in memory is written': but((at, { kind }) => {
    const record = found(at);
    return kind === 'write' && record && { kind, record };
  }),
  'what was saved and is gone is not written again by itself': but((at, { kind }) => {
    const record = kept(at);
    return kind === 'wait' && at.observed.kind === 'absent' && record && { kind: 'write', record };
  }),
  'a mark that names the sign-in ends it': asIf((at) => noting(at, { marks: [] })),
  'memory forgets a sign-in only for a mark that names it': but(
    (at, { kind }) => kind === 'wait' && at.observed.kind === 'absent' && { kind: 'forget' },
  ),
  'the index notes that nothing is there only for a place that is empty': but(
    (at, { kind }) => kind === 'wait' && decidedBy(at) === 'as-found' && { kind: 'note', record: undefined },
  ),
  'the index notes the sign-in at the place': but(
    (_at, step) => step.kind === 'note' && step.record && { ...step, record: { ...step.record, signInId: 'e' } },
  ),
  'what is written is sealed before': asIf((at) => noting(at, { canSeal: false })),
  'the journal is emptied only of what the place has, or of what was given up': but(
    (at, { kind }) => kind === 'read' && at.noted.sealed !== undefined && { kind: 'unseal' },
  ),
  'what is written counts above what lay there': but((at, step) => {
    const lying = found(at);
    const { recordGeneration } = lying ?? { recordGeneration: 0 };
    return step.kind === 'write' && { ...step, record: { ...step.record, recordGeneration } };
  }),
  'it comes to an end': but((at, { kind }) => kind === 'done' && { kind: 'note', record: kept(at) }),
  'at the end of all steps the place has what memory has': but((_at, { kind }) => kind === 'write' && { kind: 'done' }),
  'at the end of all steps the index knows what the place has': but(
    (_at, { kind }) => kind === 'note' && { kind: 'done' },
  ),
  'at the end of all steps nothing is sealed that the place has': but(
    (_at, { kind }) => kind === 'unseal' && { kind: 'done' },
  ),
  'at the end of all steps over an empty place nothing is sealed that was given up': but(
    (at, { kind }) => kind === 'unseal' && !kept(at) && { kind: 'done' },
  ),
  'what a person decided is in memory, and at the place unless that could not be used': takesWhatIsFound('person'),
  'what the server issued is lost only to something newer or to a removal': takesWhatIsFound('server'),
  'what was to go is gone once the place could be read, unless it is what a person keeps': asIf((at) =>
    noting(at, { removing: [] }),
  ),
  'nothing is removed that was not to be removed, unless it is replaced': deletesWhatASignOutFinds,
  'another account or server stays unless it was to be removed': writesOverAConflict,
  'it waits only for a place that cannot be used, for a person, or for another account or server': but(
    (_at, { kind }) => kind === 'write' && { kind: 'wait', failure: LOCKED },
  ),
};

describe('a wrong decision is noticed', () => {
  it.each(Object.keys(FLAWED) as Rule[])('%s', { timeout: 60_000 }, (rule) => {
    expect([...walk(FLAWED[rule], rule).broken.keys()]).toContain(rule);
  });
});
