import { describe, expect, it } from 'vitest';
import type { Leftover } from '../../../preload/contract/leftover-schema';
import {
  importTarget,
  type LeftoverFact,
  leftoverActions,
  leftoverFacts,
  splitPath,
  withFound,
} from '../../../renderer/model/leftover-model';
import { FAKE_START_MS } from '../../support/fakes/clock/fake-clock';
import { makeLeftover, withoutIssue } from '../../support/make-leftover';
import { makeProfile } from '../../support/make-snapshot';
import { VIEW_DATES } from '../../support/renderer/render-view';

const NOW = FAKE_START_MS;
const ISSUED = Date.UTC(2026, 1, 20, 9, 30);

const profile = (id: string, accountId?: string) =>
  makeProfile(FAKE_START_MS, { id, name: id, ...(accountId === undefined ? {} : { accountId }) });

it('lists a file that is found again once, in its old place, as it is now', () => {
  const [first, second] = [makeLeftover(), makeLeftover({ id: 'f2' })];
  const again = makeLeftover({ readableBy: 'others' });
  expect(withFound([first], [second])).toEqual([first, second]);
  expect(withFound([first, second], [again])).toEqual([again, second]);
});

it.each([
  ['/home/you/bots/.env', '/home/you/bots', '.env'],
  ['/.env', '/', '.env'],
  ['/srv/odd\\name/.env', '/srv/odd\\name', '.env'],
  ['C:\\Users\\you\\.env', 'C:\\Users\\you', '.env'],
])('splits %s', (path, folder, name) => {
  expect(splitPath(path)).toEqual({ folder, name });
});

describe('the facts of a file', () => {
  const wordsOf = (change: Partial<Leftover>, name: LeftoverFact['name']) =>
    leftoverFacts(makeLeftover(change), [profile('hedge', 'account-2')], VIEW_DATES, NOW).find(
      (fact) => fact.name === name,
    )?.words;

  it('are in one order', () => {
    const leftover = makeLeftover({ workTree: '/w', holdsOnlyTokens: false, lines: [{ line: 4 }] });
    expect(leftoverFacts(leftover, [], VIEW_DATES, NOW).map(({ name }) => name)).toEqual([
      ...['Account', 'Issued', 'Can be read by', 'Git', 'Tokens'],
    ]);
  });

  it.each<readonly [Partial<Leftover>, LeftoverFact['name'], string | undefined]>([
    [{ accounts: [] }, 'Account', 'Not named'],
    [{ accounts: ['account-1'] }, 'Account', 'account-1'],
    [{ accounts: ['account-1', 'account-2'] }, 'Account', 'account-1 and account-2 (hedge)'],
    [{}, 'Issued', `${VIEW_DATES.fullDate(ISSUED)}, 9 days ago`],
    [{ issuedAtMs: NOW - 60_000 }, 'Issued', `${VIEW_DATES.fullDate(NOW - 60_000)}, 1:00 min ago`],
    [{ issuedAtMs: NOW + 60_000 }, 'Issued', VIEW_DATES.fullDate(NOW + 60_000)],
    [{}, 'Changed', undefined],
    [{ readableBy: 'you' }, 'Can be read by', 'Only you'],
    [{ readableBy: 'you-by-folder' }, 'Can be read by', 'Only you, because a folder above it is private'],
    [{ readableBy: 'others' }, 'Can be read by', 'Other users of this computer, too'],
    [{ readableBy: 'unknown' }, 'Can be read by', undefined],
    [{}, 'Git', undefined],
    [{ workTree: '/w' }, 'Git', 'In the work tree /w: may be committed or pushed by mistake'],
    [{ lines: [{ line: 4 }] }, 'Tokens', undefined],
    [{ holdsOnlyTokens: false }, 'Tokens', undefined],
    [
      { holdsOnlyTokens: false, lines: [{ line: 4, name: 'A_TOKEN' }, { line: 9 }] },
      'Tokens',
      'In line 4 (A_TOKEN) and line 9',
    ],
    [
      { holdsOnlyTokens: false, lines: Array.from({ length: 20 }, () => ({ line: 1 })) },
      'Tokens',
      `In ${'line 1, '.repeat(19)}line 1 and perhaps more`,
    ],
  ])('for %j have as "%s": %s', (change, name, words) => {
    expect(wordsOf(change, name)).toBe(words);
  });

  it('say when it was changed where no token says when it was issued', () => {
    const facts = leftoverFacts(withoutIssue(makeLeftover()), [], VIEW_DATES, NOW);
    expect(facts).toContainEqual({ name: 'Changed', words: `${VIEW_DATES.fullDate(ISSUED + 60_000)}, 9 days ago` });
    expect(facts.map(({ name }) => name)).not.toContain('Issued');
  });

  it.each(['you', 'you-by-folder', 'others'] as const)(
    'are highlighted only when others can read it: %s',
    (readableBy) => {
      const facts = leftoverFacts(makeLeftover({ readableBy }), [], VIEW_DATES, NOW);
      expect(facts.some(({ needsAttention }) => needsAttention)).toBe(readableBy === 'others');
    },
  );
});

it.each([
  [{}, { canImport: true, canMakePrivate: false, canTrash: true }, /would have to sign in again/],
  [{ importRefusal: 'No.' }, { canImport: false }, /sign in again/],
  [{ readableBy: 'others' }, { canMakePrivate: true }, /sign in again/],
  [{ readableBy: 'you-by-folder' }, { canMakePrivate: true }, /sign in again/],
  [{ readableBy: 'unknown' }, { canMakePrivate: false }, /sign in again/],
  [
    { holdsOnlyTokens: false },
    { canTrash: false },
    /the app does not remove it\. Stop the programs that use it, then delete the tokens from it/,
  ],
] as const)('offers for %j what can be done: %j', (change, actions, note) => {
  expect(leftoverActions(makeLeftover(change))).toMatchObject({ ...actions, note: expect.stringMatching(note) });
});

describe('the profile for the tokens', () => {
  const main = profile('default', 'account-1');
  const hedge = profile('hedge', 'account-2');
  const twin = profile('twin', 'account-2');
  const fresh = profile('fresh');

  it.each([
    ['that of their account', ['account-2'], [main, hedge], 'default', 'hedge'],
    ['the one the page is about, of two of that account', ['account-2'], [hedge, twin], 'twin', 'twin'],
    ['the one the page is about, when no account is known here', ['account-9'], [main, hedge], 'hedge', 'hedge'],
    ['the one the page is about, when they name none', [], [fresh, main], 'fresh', 'fresh'],
  ] as const)('is %s', (_words, accounts, profiles, ownId, wanted) => {
    expect(importTarget(makeLeftover({ accounts: [...accounts] }), profiles, ownId)).toEqual({
      profileId: wanted,
      name: wanted,
    });
  });

  it('has no name before there is any', () => {
    expect(importTarget(makeLeftover(), [], 'default')).toEqual({ profileId: 'default', name: undefined });
  });
});
