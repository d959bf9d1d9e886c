// Files with tokens that other programs left, for tests of the window.
import type { Leftover, SearchStep } from '../../preload/contract/leftover-schema';

/** A file that only the person can read and that holds nothing but tokens, with `change`. */
export function makeLeftover(change: Partial<Leftover> = {}): Leftover {
  return {
    id: 'f1',
    path: '/home/you/bots/sniper/.axiom_tokens.json',
    accounts: ['account-1'],
    issuedAtMs: Date.UTC(2026, 1, 20, 9, 30),
    modifiedAtMs: Date.UTC(2026, 1, 20, 9, 31),
    readableBy: 'you',
    holdsOnlyTokens: true,
    lines: [],
    ...change,
  };
}

/** The same without a time of issue. */
export function withoutIssue(leftover: Leftover): Leftover {
  const { issuedAtMs: _, ...rest } = leftover;
  return rest;
}

/** The last step of a search, with `change`. */
export function makeStep(change: Partial<SearchStep> = {}): SearchStep {
  return { isDone: true, folderCount: 12, fileCount: 3, unseenCount: 0, found: [], ...change };
}

const WORK_TREE =
  '/home/you/projects/trading-experiments-2025-and-2026/axiom-sniper-bot-with-a-very-long-name-that-never-ends';

/** One of every kind, with long paths. */
export const ALL_KINDS: readonly Leftover[] = [
  makeLeftover({ accounts: ['5f0c9d1e-3a52-4c7e-9b7f-1d2f6f0a8e11'] }),
  makeLeftover({
    id: 'f2',
    path: `${WORK_TREE}/services/executor/config/production/.env`,
    readableBy: 'others',
    workTree: WORK_TREE,
    holdsOnlyTokens: false,
    lines: [
      { line: 4, name: 'AXIOM_ACCESS_TOKEN' },
      { line: 5, name: 'AXIOM_REFRESH_TOKEN_OF_THE_SECOND_ACCOUNT_FOR_TESTS' },
    ],
  }),
  withoutIssue(
    makeLeftover({
      id: 'f3',
      path: '/home/you/.chipadev_data/session.json',
      accounts: [],
      readableBy: 'you-by-folder',
      importRefusal: 'There is only an access token in it, and it has expired.',
    }),
  ),
  makeLeftover({
    id: 'f4',
    path: '/home/you/.axiomtradeapi/tokens.json',
    accounts: ['5f0c9d1e-3a52-4c7e-9b7f-1d2f6f0a8e11', 'bb64e0d2-55f1-4d0a-8a34-0c1f2f9f7a02'],
    readableBy: 'unknown',
  }),
];
