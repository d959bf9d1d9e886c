import { describe, expect, it } from 'vitest';
import { LEFTOVER_CALL_SCHEMAS, leftoverSchema } from '../../../preload/contract/leftover-schema';
import type { Leftover } from '../../../main/core/leftovers/leftover';

const FOUND: Leftover = {
  id: 'found-1',
  path: '/home/you/.env',
  accounts: ['account-1'],
  issuedAtMs: 1,
  modifiedAtMs: 2,
  readableBy: 'others',
  workTree: '/home/you',
  holdsOnlyTokens: false,
  lines: [{ line: 3, name: 'AXIOM_ACCESS_TOKEN' }, { line: 4 }],
};

describe('a found file', () => {
  it('goes to the window as the core reports it', () => {
    expect(leftoverSchema.parse(FOUND)).toEqual(FOUND);
  });

  it.each([
    ['a token', { token: 'x' }],
    ['an account without end', { accounts: ['x'.repeat(65)] }],
    ['a line before the first', { lines: [{ line: 0 }] }],
    ['what a line says', { lines: [{ line: 1, text: 'x' }] }],
  ])('does not with %s', (_what, change) => {
    expect(leftoverSchema.safeParse({ ...FOUND, ...change }).success).toBe(false);
  });
});

it('a call about a file names it only by its id', () => {
  for (const name of ['closeLeftover', 'trashLeftover'] as const) {
    const { request } = LEFTOVER_CALL_SCHEMAS[name];
    expect(request.safeParse({ leftoverId: 'found-1' }).success).toBe(true);
    expect(request.safeParse({ leftoverId: 'found-1', path: '/etc/passwd' }).success).toBe(false);
  }
});
