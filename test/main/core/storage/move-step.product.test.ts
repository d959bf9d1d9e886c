// Every combination of the profile's tokens and the contents of the old and the new place: what no move may do.
import { describe, expect, it } from 'vitest';
import { decideMove, type MoveSituation, type MoveStep } from '../../../../main/core/storage/move-step';
import type { Content } from '../../../../main/core/storage/storage-step';
import { makeWrong } from '../../../support/flawed-decisions';
import { FOUND, LOOKS, nameOf, present } from '../../../support/storage-situations';

/** Whether a sign-in is noted at the place that is left, and whether it is left on purpose where it cannot be read. */
const SAID = [
  [false, false],
  [true, false],
  [true, true],
] as const;

type Decide = (situation: MoveSituation) => MoveStep;
type IsBroken = (situation: MoveSituation, step: MoveStep) => boolean;

const CONTENTS: readonly Content[] = [
  { kind: 'as-found' },
  { kind: 'none' },
  ...[present, FOUND['same without a name'], FOUND['newer of another sign-in']].flatMap((record) =>
    (['found', 'server', 'person'] as const).map((by): Content => ({ kind: 'record', record, by })),
  ),
];

const kept = ({ content }: MoveSituation) => (content.kind === 'record' ? content.record : undefined);
const there = ({ target }: MoveSituation) => (target.kind === 'record' ? target.record : undefined);

const isUnread = ({ content, former, hasTokens, leavesUnread }: MoveSituation): boolean =>
  content.kind === 'as-found' && hasTokens && !leavesUnread && ['blocked', 'damaged'].includes(former.kind);

const RULES = {
  'a place that cannot be used or understood is refused': ({ target }, { kind }) =>
    ((target.kind === 'blocked' && !target.isMissing) || target.kind === 'damaged') && kind !== 'refuse',
  'what is brought is what memory has': (at, step) => step.kind === 'copy' && step.record !== kept(at),
  'nothing is left behind in memory': (at, { kind }) => kind === 'go' && kept(at) !== undefined,
  'only an earlier copy of the same sign-in is written over': (at, step) => {
    const found = there(at);
    if (step.kind !== 'copy' || !found) return false;
    return nameOf(found) !== nameOf(step.record) || found.recordGeneration > step.record.recordGeneration;
  },
  'it uses what is there, or nothing': (at, step) => step.kind === 'go' && step.found !== there(at),
  'another server’s tokens are not taken': (at, step) =>
    step.kind === 'go' && step.found !== undefined && step.found.origin !== at.origin,
  'what is there is used only by a profile that certainly has nothing': (at, step) =>
    step.kind === 'go' && step.found !== undefined && at.former.kind !== 'absent',
  'an empty place is refused only where tokens would stay behind unread': (at, { kind }) =>
    at.target.kind === 'absent' && kind === 'refuse' && !isUnread(at),
  'nothing that is noted is left behind unread': (at, { kind }) => isUnread(at) && kind !== 'refuse',
  'a refusal over tokens names the place': (at, step) =>
    step.kind === 'refuse' && step.failure.code === 'STORAGE_DENIED' && !step.failure.message.includes(at.targetName),
} as const satisfies Record<string, IsBroken>;
type Rule = keyof typeof RULES;

function brokenBy(decide: Decide): { readonly broken: Set<string>; readonly walked: number } {
  const broken = new Set<string>();
  let walked = 0;
  for (const content of CONTENTS)
    for (const former of LOOKS)
      for (const target of LOOKS) {
        for (const [hasTokens, leavesUnread] of SAID) {
          walked++;
          const names = { formerName: '/former', targetName: '/new', origin: 'https://axiom.trade', nameOf };
          const situation = { content, former, target, hasTokens, leavesUnread, ...names };
          const step = decide(situation);
          for (const [rule, isBroken] of Object.entries(RULES)) if (isBroken(situation, step)) broken.add(rule);
        }
      }
  return { broken, walked };
}

const { asIf, but } = makeWrong(decideMove);

const FLAWED: Readonly<Record<Rule, Decide>> = {
  'a place that cannot be used or understood is refused': asIf(({ target }) =>
    target.kind === 'blocked' ? { target: { kind: 'absent' } } : {},
  ),
  'what is brought is what memory has': but(
    ({ former }, { kind }) => kind === 'copy' && former.kind === 'record' && { kind, record: former.record },
  ),
  'nothing is left behind in memory': asIf(({ content }) =>
    content.kind === 'record' && content.by === 'found' ? { content: { kind: 'as-found' } } : {},
  ),
  'only an earlier copy of the same sign-in is written over': asIf(() => ({ nameOf: () => 'one name for all' })),
  'it uses what is there, or nothing': but((_at, { kind }) => kind === 'go' && { kind, found: present }),
  'another server’s tokens are not taken': asIf((at) => ({ origin: there(at)?.origin ?? at.origin })),
  'what is there is used only by a profile that certainly has nothing': asIf(() => ({ former: { kind: 'absent' } })),
  'an empty place is refused only where tokens would stay behind unread': but(
    ({ former, target }, { kind }) =>
      kind === 'go' &&
      former.kind === 'blocked' &&
      target.kind === 'absent' && { kind: 'refuse', failure: former.failure },
  ),
  'nothing that is noted is left behind unread': asIf(() => ({ leavesUnread: true })),
  'a refusal over tokens names the place': asIf(() => ({ targetName: '' })),
};

describe('the decision over a move', () => {
  it('keeps every rule in every situation', () => {
    const { broken, walked } = brokenBy(decideMove);
    expect([...broken]).toEqual([]);
    expect(walked).toBeGreaterThan(3_000);
  });

  it.each(Object.keys(FLAWED) as Rule[])('with a flaw is noticed: %s', (rule) => {
    expect([...brokenBy(FLAWED[rule]).broken]).toContain(rule);
  });
});
