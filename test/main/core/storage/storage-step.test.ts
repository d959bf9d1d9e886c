// The decision by examples, one row per situation. Every combination: storage-step.product.test.ts.
import { describe, expect, it } from 'vitest';
import {
  type Content,
  nextStep,
  type Noted,
  type Observed,
  type Situation,
} from '../../../../main/core/storage/storage-step';
import type { TokenRecord } from '../../../../main/core/tokens/token-record';
import { compareSecretsByText } from '../../../support/compare-secrets';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { removal } from '../../../support/removal';
import { FOUND, nameOf, NO_RECORD, NOW_MS, present } from '../../../support/storage-situations';

compareSecretsByText();

const NOW = FAKE_START_MS;
const origin = 'https://axiom.trade';
const asFound: Content = { kind: 'as-found' };
const none: Content = { kind: 'none' };
const by = (decidedBy: 'found' | 'server' | 'person', record: TokenRecord = present): Content => ({
  kind: 'record',
  record,
  by: decidedBy,
});
const lies = (record: TokenRecord): Observed => ({ kind: 'record', record });
const unread: Observed = { kind: 'unread' };
const { absent, locked, missing, damaged } = NO_RECORD;
const ofPresent = removal(present.signInId);
const NAMELESS = FOUND['same without a name'];
const OURS = [{ signIn: present.signInId ?? '', atMs: NOW }];
const DECIDED = { ...present, decidedAtMs: NOW };
/** A sign-out that was decided before or after that, and carried out later. */
const signedOut = (byMs: number) => ({ signIn: present.signInId ?? '', atMs: NOW_MS, decidedAtMs: NOW + byMs });

/** The step in short: its kind and subject. */
function decide(
  content: Content,
  observed: Observed,
  noted: Partial<Noted> = {},
  isLocked = true,
  used: readonly TokenRecord[] = [],
): string {
  const situation: Situation = {
    content,
    observed,
    isLocked,
    noted: {
      hasTokens: true,
      signIn: present.signInId,
      removing: [],
      marks: [],
      base: undefined,
      former: [],
      canSetAside: false,
      sealed: undefined,
      canSeal: false,
      ...noted,
    },
    origin,
    nameOf,
    nowMs: NOW_MS,
    isSpent: ({ tokens }) => used.some((other) => other.tokens.refreshToken.equals(tokens.refreshToken)),
  };
  const step = nextStep(situation);
  switch (step.kind) {
    case 'read':
      return step.isLocked ? 'read under the lock' : 'read';
    case 'reload':
      return `reload ${step.record.recordGeneration} as ${step.by}`;
    case 'write':
    case 'seal':
      return `${step.kind} ${step.record.recordGeneration}`;
    case 'note':
      return `note ${step.record ? step.record.recordGeneration : 'none'}`;
    case 'wait':
      return `wait: ${step.failure.code}`;
    default:
      return step.kind;
  }
}

const cases = (rows: readonly (readonly [string, string, string])[]) =>
  it.each(rows)('%s', (_what, actual, expected) => {
    expect(actual).toBe(expected);
  });

describe('a start', () => {
  cases([
    ['looks first', decide(asFound, unread, {}, false), 'read'],
    [
      'with something to remove looks under the lock',
      decide(asFound, unread, { removing: [ofPresent] }),
      'read under the lock',
    ],
    ['takes what is there', decide(asFound, lies(present)), 'reload 5 as found'],
    ['removes what is still to go', decide(asFound, lies(present), { removing: [ofPresent] }), 'delete'],
    [
      'never removes without the lock',
      decide(asFound, lies(present), { removing: [ofPresent] }, false),
      'read under the lock',
    ],
    [
      'takes what signed in after the removal',
      decide(asFound, lies(FOUND['newer of another sign-in']), { removing: [ofPresent] }),
      'reload 1 as found',
    ],
    ['leaves another server’s alone', decide(asFound, lies(FOUND['of another server'])), 'wait: WRONG_ORIGIN'],
    [
      'takes what a person decided for once more after the removal',
      decide(asFound, lies({ ...present, decidedAtMs: NOW + 1_001 }), { removing: [ofPresent] }),
      'reload 5 as found',
    ],
    ['waits for what is locked', decide(asFound, locked, { removing: [ofPresent] }), 'wait: STORAGE_LOCKED'],
    ['waits for what was expected and is not there', decide(asFound, missing), 'wait: STORAGE_UNAVAILABLE'],
    [
      'notes none where another program removed it',
      decide(asFound, missing, { marks: [{ signIn: present.signInId ?? '', atMs: 0 }] }),
      'note none',
    ],
    ['over an empty place that is known as empty is done', decide(asFound, absent, { hasTokens: false }), 'done'],
    ['waits over what is not understood', decide(asFound, damaged), 'wait: STORAGE_CORRUPT'],
  ]);
});

describe('a sign-in', () => {
  cases([
    ['is sealed first, where that can be', decide(by('person'), locked, { canSeal: true }), 'seal 5'],
    ['waits for a locked place', decide(by('person'), locked), 'wait: STORAGE_LOCKED'],
    ['looks under the lock', decide(by('person'), unread, {}, false), 'read under the lock'],
    ['is written to an empty place', decide(by('person'), absent), 'write 5'],
    ['is written where something was expected and is not there', decide(by('person'), missing), 'write 5'],
    [
      'is written where another program signed out of it before',
      decide(by('person', DECIDED), absent, { marks: [signedOut(-1)] }),
      'write 5',
    ],
    [
      'is given up where another program signed out of it after that',
      decide(by('person', DECIDED), absent, { marks: [signedOut(1)] }),
      'forget',
    ],
    [
      'is dropped also if that one signed in again',
      decide(by('person', DECIDED), lies(FOUND['older of another sign-in']), { marks: [signedOut(1)] }),
      'forget',
    ],
    ['is written over what is damaged', decide(by('person'), damaged), 'write 5'],
    ['is written over what is newer, above it', decide(by('person'), lies(FOUND['newer'])), 'write 7'],
    [
      'is written over what is to go, of whatever account',
      decide(by('person'), lies(FOUND['of another account']), { removing: [removal('c'.repeat(32))] }),
      'write 8',
    ],
    ['does not touch another account', decide(by('person'), lies(FOUND['of another account'])), 'wait: WRONG_ACCOUNT'],
    [
      'with the tokens that are there under another name is written',
      decide(by('person'), lies({ ...FOUND['same under another name'], recordGeneration: 9 })),
      'write 10',
    ],
    [
      'with the very tokens that are there counts on from them',
      decide(by('person'), lies(FOUND['same, counted higher'])),
      'reload 9 as found',
    ],
  ]);
});

describe('a refreshed pair', () => {
  cases([
    ['is written over the one before', decide(by('server'), lies(FOUND.older), { base: FOUND.older }), 'write 5'],
    [
      'is written over one that this run saw before, whatever it says of itself',
      decide(by('server'), lies(FOUND.newer), { base: FOUND.newer }),
      'write 7',
    ],
    [
      'gives way to a newer one that another program wrote',
      decide(by('server'), lies(FOUND.newer)),
      'reload 6 as found',
    ],
    [
      'keeps its refresh token beside a newer access token',
      decide(by('server'), lies(FOUND['half newer'])),
      'reload 5 as server',
    ],
    ['is not written again where the place was emptied', decide(by('server'), absent), 'wait: STORAGE_UNAVAILABLE'],
    ['is written where nothing was ever saved', decide(by('server'), absent, { hasTokens: false }), 'write 5'],
    [
      'is forgotten where another program removed the sign-in',
      decide(by('server'), absent, { marks: [{ signIn: present.signInId ?? '', atMs: NOW }] }),
      'forget',
    ],
    ['is forgotten then also while the place cannot be read', decide(by('found'), locked, { marks: OURS }), 'forget'],
    ['waits there without a mark', decide(by('found'), locked), 'wait: STORAGE_LOCKED'],
    [
      'waits there where a person has decided since',
      decide(by('person'), locked, { marks: OURS, canSeal: false }),
      'wait: STORAGE_LOCKED',
    ],
    [
      'is forgotten whatever the clocks say',
      decide(by('server'), absent, { marks: [{ signIn: present.signInId ?? '', atMs: NOW - 1 }] }),
      'forget',
    ],
    [
      'without a name outlives a removal from before it was saved',
      decide(by('server', NAMELESS), absent, { marks: [{ signIn: nameOf(NAMELESS), atMs: NOW - 1 }] }),
      'wait: STORAGE_UNAVAILABLE',
    ],
    [
      'gives way to another sign-in where a mark says that ours was removed',
      decide(by('server'), lies(FOUND['older of another sign-in']), { marks: OURS }),
      'forget',
    ],
    [
      'gives way to another account there, too',
      decide(by('server'), lies(FOUND['of another account']), { marks: OURS }),
      'forget',
    ],
    ['stays where a mark is of another one', decide(by('server'), lies(FOUND.older), { marks: OURS }), 'write 5'],
    ['is not written over what is damaged', decide(by('server'), damaged), 'wait: STORAGE_CORRUPT'],
  ]);
});

describe('what memory has from the place', () => {
  cases([
    ['and is there is done', decide(by('found'), lies(present)), 'done'],
    ['is noted when the index says something else', decide(by('found'), lies(present), { signIn: 'other' }), 'note 5'],
    ['is taken out of the journal', decide(by('found'), lies(present), { sealed: present }), 'unseal'],
    ['is replaced by a newer one', decide(by('found'), lies(FOUND.newer)), 'reload 6 as found'],
    [
      'takes the name that another program gave it there',
      decide(by('found'), lies(FOUND['same under another name'])),
      'reload 5 as found',
    ],
    [
      'is written again over an earlier pair that another client put back',
      decide(by('found'), lies(FOUND['older without a name'])),
      'reload 5 as server',
    ],
    [
      'is written again over an earlier sign-in that was put back',
      decide(by('found'), lies(FOUND['older of another sign-in'])),
      'reload 5 as server',
    ],
    ['and is gone waits for a person', decide(by('found'), absent), 'wait: STORAGE_UNAVAILABLE'],
  ]);

  it('says what happened when another program has emptied the place', () => {
    const noted: Noted = {
      hasTokens: true,
      removing: [],
      marks: [],
      base: undefined,
      former: [],
      canSetAside: false,
      sealed: undefined,
      canSeal: false,
    };
    expect(
      nextStep({
        content: by('found'),
        observed: absent,
        isLocked: false,
        noted,
        origin,
        nameOf,
        nowMs: NOW_MS,
        isSpent: () => false,
      }),
    ).toMatchObject({
      failure: {
        code: 'STORAGE_UNAVAILABLE',
        message: 'The saved tokens are gone from their place, and this app did not remove them.',
        remedy: 'Put them back, save them again, or sign out. Until then they are kept in memory only.',
      },
    });
  });
});

describe('a sign-out', () => {
  cases([
    ['removes the sign-in that it names', decide(none, lies(present), { removing: [ofPresent] }), 'delete'],
    [
      'takes back what is another sign-in’s',
      decide(none, lies(FOUND['older of another sign-in']), { removing: [ofPresent] }),
      'reload 9 as found',
    ],
    ['of what could not be read removes what is damaged', decide(none, damaged, { removing: [removal()] }), 'delete'],
    ['by name leaves what is damaged', decide(none, damaged, { removing: [ofPresent] }), 'wait: STORAGE_CORRUPT'],
    ['of a place that is empty is noted', decide(none, absent, { removing: [ofPresent] }), 'note none'],
    ['waits for one that is not there', decide(none, missing, { removing: [ofPresent] }), 'wait: STORAGE_UNAVAILABLE'],
    [
      'of a place that is not there is noted once its mark says so',
      decide(none, missing, { removing: [ofPresent], marks: [{ signIn: present.signInId ?? '', atMs: NOW + 1_000 }] }),
      'note none',
    ],
    [
      'without a name is kept for a place that is not there, whatever went from it before',
      decide(none, missing, { hasTokens: false, removing: [removal(), ofPresent], marks: OURS }),
      'done',
    ],
    ['without a name is over at a place that is empty', decide(none, absent, { removing: [removal()] }), 'note none'],
    ['waits for a locked place', decide(none, locked, { removing: [ofPresent] }), 'wait: STORAGE_LOCKED'],
  ]);
});
