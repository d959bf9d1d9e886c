// Which of two records of one account continues. In the whole decision, with every combination: storage-step.product.test.ts.
import { describe, expect, it } from 'vitest';
import type { DecidedBy, Step } from '../../../../main/core/storage/storage-step';
import { withGenerationAbove, stepForTwoRecords } from '../../../../main/core/storage/step-for-two-records';
import { createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeRecord } from '../../../support/make-record';
import { FOUND, nameOf, NOW_MS, present } from '../../../support/storage-situations';

compareSecretsByText();

const OTHERS = FOUND['newer of another sign-in'];
const DECIDED = { ...present, decidedAtMs: FAKE_START_MS };
const OLDER = FOUND['older of another sign-in'];

interface Told {
  readonly by?: DecidedBy;
  /** Which of the two is used up. */
  readonly used?: readonly TokenRecord[];
  readonly base?: TokenRecord;
  /** What is in memory. */
  readonly ours?: TokenRecord;
}

function decide(found: TokenRecord, told: Told = {}): string {
  const step = stepOf(found, told);
  if (step.kind === 'reload') return `${step.record === (told.ours ?? present) ? 'ours' : 'found'} as ${step.by}`;
  return step.kind === 'write' ? `write ${step.record.recordGeneration}` : step.kind;
}

function stepOf(found: TokenRecord, { by = 'found', used = [], base, ours = present }: Told = {}): Step {
  const noted = { hasTokens: true, signIn: nameOf(present), removing: [], marks: [], former: [], sealed: undefined };
  return stepForTwoRecords(
    {
      noted: { ...noted, base, canSeal: false, canSetAside: false },
      nameOf,
      nowMs: NOW_MS,
      isSpent: ({ tokens }) => used.some((one) => one.tokens.refreshToken.equals(tokens.refreshToken)),
    },
    { kind: 'record', record: ours, by },
    found,
  );
}

describe('a pair that is used up', () => {
  const used = [present];
  it.each<[string, string, string]>([
    [
      'gives way to the one that is not, though the server gave it',
      decide(OTHERS, { by: 'server', used }),
      'found as found',
    ],
    ['gives way to it, though a person brought it', decide(OTHERS, { by: 'person', used }), 'found as found'],
    [
      'gives way to what it was exchanged for, though that had been seen',
      decide(FOUND.newer, { by: 'server', used, base: FOUND.newer }),
      'found as found',
    ],
    ['gives way to another sign-in, however old', decide(OLDER, { used }), 'found as found'],
    ['stays over an earlier one of its own sign-in', decide(FOUND.older, { by: 'person', used }), 'write 5'],
    ['stays where the other is used up too', decide(OTHERS, { by: 'person', used: [present, OTHERS] }), 'write 5'],
  ])('in memory %s', (_what, actual, expected) => {
    expect(actual).toBe(expected);
  });

  it.each<[string, string, string]>([
    ['is written over', decide(OLDER, { used: [OLDER] }), 'ours as server'],
    ['is written over by a refresh', decide(OLDER, { by: 'server', used: [OLDER], base: present }), 'write 10'],
    [
      'brings a newer access token along',
      decide(FOUND['half newer'], { used: [FOUND['half newer']] }),
      'found as server',
    ],
  ])('at the place %s', (_what, actual, expected) => {
    expect(actual).toBe(expected);
  });
});

describe('what is not known as used up', () => {
  it.each<[string, string, string]>([
    ['of another sign-in replaces ours where ours lay there', decide(OTHERS, { base: present }), 'found as found'],
    [
      'goes beside ours where it is older and of another sign-in, and ours is written',
      decide(OLDER),
      'found as server',
    ],
    [
      'is taken though its dates are older, where a person decided for it later',
      decide({ ...OLDER, decidedAtMs: NOW_MS }, { ours: { ...present, decidedAtMs: NOW_MS - 1 } }),
      'found as found',
    ],
    ['is written over by a person', decide(FOUND.newer, { by: 'person' }), 'write 7'],
    ['and the same is done', decide(present), 'done'],
    ['and the same for which a person has decided since is taken', decide(DECIDED), 'found as found'],
    [
      'of the same, what a person decided later is written',
      decide(present, { by: 'person', ours: DECIDED }),
      'write 6',
    ],
    ['of the same, what a person decided before is there', decide(DECIDED, { by: 'person' }), 'found as found'],
    [
      'of another sign-in that a person decided for later replaces a person’s',
      decide({ ...OTHERS, decidedAtMs: NOW_MS }, { by: 'person', ours: DECIDED }),
      'found as found',
    ],
    [
      'goes beside one of a client without generations, and both are to be written',
      decide(makeRecord(0, present.savedAtMs, { tokens: FOUND.older.tokens }), { base: present }),
      'found as server',
    ],
  ])('%s', (_what, actual, expected) => {
    expect(actual).toBe(expected);
  });
});

describe('an earlier sign-in that was put back over ours', () => {
  const { signInId: _name, ...unnamed } = present;
  const by = nameOf(unnamed);
  const kept = { tokens: FOUND.older.tokens, by };
  const over = (replaced: TokenRecord['replaced'], isSpent = false) => {
    const used = isSpent && replaced ? [{ ...present, tokens: replaced.tokens }] : [];
    return stepOf(OLDER, { ours: { ...present, ...(replaced ? { replaced } : {}) }, used });
  };

  it.each<[string, ReturnType<typeof over>, TokenRecord['tokens']]>([
    ['is kept beside it', over(undefined), OLDER.tokens],
    ['is not where another pair is kept already', over(kept), kept.tokens],
    ['is where that was refused', over({ ...kept, wasRefused: true }), OLDER.tokens],
    ['is where that is used up', over(kept, true), OLDER.tokens],
    ['is where that was kept beside an earlier pair', over({ ...kept, by: 'x' }), OLDER.tokens],
  ])('%s', (_what, step, expected) => {
    expect(step).toMatchObject({
      kind: 'reload',
      by: 'server',
      record: { tokens: present.tokens, signInId: present.signInId, replaced: { tokens: expected, by } },
    });
  });

  it('is not where it has our refresh token', () => {
    const { accessToken } = OLDER.tokens;
    const found = { ...OLDER, tokens: createAuthTokens({ ...present.tokens, accessToken }) };
    expect(stepOf(found)).toEqual({ kind: 'reload', record: present, by: 'server' });
  });

  it('is none where it keeps ours beside it, though ours has no name', () => {
    const found = { ...OLDER, replaced: { tokens: present.tokens, by: 'x' } };
    expect(stepOf(found, { ours: unnamed, base: unnamed })).toMatchObject({
      kind: 'reload',
      by: 'found',
      record: found,
    });
  });
});

describe('a generation', () => {
  it('is set above the one that is written over, and kept where it is already', () => {
    expect(withGenerationAbove(present, { ...present, recordGeneration: 8 }).recordGeneration).toBe(9);
    expect(withGenerationAbove(present, FOUND.older)).toBe(present);
    expect(withGenerationAbove({ ...present, savedAtMs: FAKE_START_MS }, present).recordGeneration).toBe(6);
  });

  it('comes with the later of two decisions for one sign-in', () => {
    expect(withGenerationAbove(present, DECIDED).decidedAtMs).toBe(FAKE_START_MS);
    expect(withGenerationAbove(present, { ...FOUND.older, decidedAtMs: 1 }).decidedAtMs).toBe(1);
    expect(withGenerationAbove(present, { ...OTHERS, decidedAtMs: 1 }).decidedAtMs).toBeUndefined();
  });
});
