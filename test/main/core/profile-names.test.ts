import { describe, expect, it } from 'vitest';
import { checkProfileName, profileIdFor } from '../../../main/core/profile-names';

describe('the name of a profile', () => {
  it.each([
    ['hedge', 'hedge'],
    ['  Zweites\tKonto \n', 'Zweites Konto'],
    ['n'.repeat(40), 'n'.repeat(40)],
    ['🦊'.repeat(40), '🦊'.repeat(40)],
    ['u\u0308ber', 'über'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(checkProfileName(typed, ['main'])).toBe(kept);
  });

  it.each([
    ['', 'no name'],
    [' \u00a0\n', 'no name'],
    ['n'.repeat(41), 'too long'],
    ['ab\u0000c', 'cannot be shown'],
    ['ab\u202ec', 'cannot be shown'],
    ['MAIN', 'already'],
    ['ｍain', 'already'],
  ])('%j is refused in words', (typed, words) => {
    expect(() => checkProfileName(typed, ['main'])).toThrowError(
      expect.objectContaining({ code: 'INVALID_INPUT', message: expect.stringContaining(words) }),
    );
  });
});

describe('the id of a profile', () => {
  it.each([
    ['hedge', 'hedge'],
    ['Zweites Konto!', 'zweites-konto'],
    ['Ünïcode', 'unicode'],
    ['取引', 'account'],
    ['--', 'account'],
    ['default', 'default-2'],
    ['Demo', 'demo-2'],
    ['taken', 'taken-3'],
    [`${'n'.repeat(39)} x`, 'n'.repeat(39)],
  ])('of %j is %j', (name, id) => {
    expect(profileIdFor(name, ['taken', 'taken-2'])).toBe(id);
  });

  it('stays within 40 characters and stays free however many there are', () => {
    const taken: string[] = [];
    for (let count = 0; count < 120; count++) taken.push(profileIdFor('n'.repeat(40), taken));
    expect(new Set(taken).size).toBe(120);
    for (const id of taken) expect(id).toMatch(/^[a-z0-9-]{1,40}$/);
  });
});
