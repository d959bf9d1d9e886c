import { describe, expect, it } from 'vitest';
import {
  checkProfileName,
  newProfileEntry,
  profileIdFor,
  freeProfileName,
} from '../../../../main/core/profiles/profile-names';

describe('the name of a profile', () => {
  it.each([
    ['hedge', 'hedge'],
    ['  Zweites\tKonto \n', 'Zweites Konto'],
    ['n'.repeat(40), 'n'.repeat(40)],
    ['🦊'.repeat(40), '🦊'.repeat(40)],
    ['u\u0308ber', 'über'],
    ['👨‍👩‍👧‍👦 fund', '👨‍👩‍👧‍👦 fund'],
    ['👩🏽‍💻', '👩🏽‍💻'],
    ['🏳️‍🌈 🇩🇪', '🏳️‍🌈 🇩🇪'],
    ['🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🏴󠁧󠁢󠁳󠁣󠁴󠁿'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(checkProfileName(typed, ['main'])).toBe(kept);
  });

  it.each([
    ['', 'The account has no name yet.', 'Type a name for it.'],
    [' \u00a0\n', 'The account has no name yet.', 'Type a name for it.'],
    ['n'.repeat(41), 'At most 40 characters.', 'This is 1 too many.'],
    ['ab\u0000c', 'This name contains characters that cannot be shown.', 'Type it by hand.'],
    ['ab\u200dc', 'This name contains characters that cannot be shown.', 'Type it by hand.'],
    ['🦊\u200d', 'This name contains characters that cannot be shown.', 'Type it by hand.'],
    ['🦊\u200dc', 'This name contains characters that cannot be shown.', 'Type it by hand.'],
    ['🦊\u200d\u200d🦊', 'This name contains characters that cannot be shown.', 'Type it by hand.'],
    ['🏴\u{e0061}\u{e007f}', 'This name contains characters that cannot be shown.', 'Type it by hand.'],
    ['ab\u202ec', 'This name contains characters that cannot be shown.', 'Type it by hand.'],
    ['Demo', '"demo" is the name of the demo account.', 'Choose another name.'],
    ['MAIN', 'There is an account of this name already.', 'Choose another name.'],
    ['ｍain', 'There is an account of this name already.', 'Choose another name.'],
    ['Ｂot', 'There is an account of this name already.', 'Choose another name.'],
  ])('%j is refused in words', (typed, message, remedy) => {
    expect(() => checkProfileName(typed, ['main', 'bot'])).toThrowError(
      expect.objectContaining({ code: 'INVALID_INPUT', message, remedy }),
    );
  });

  it('may be any while there is no other account', () => {
    expect(checkProfileName('main', [])).toBe('main');
  });
});

describe('the id of a profile', () => {
  it.each([
    ['hedge', 'hedge'],
    ['Zweites Konto!', 'zweites-konto'],
    ['Ünïcode', 'unicode'],
    ['取引', 'account'],
    ['--', 'account'],
    ['  a--b__c  ', 'a-b-c'],
    ['-a-', 'a'],
    ['n'.repeat(50), 'n'.repeat(40)],
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
    expect([taken[0], taken[1], taken[9]]).toEqual(['n'.repeat(40), `${'n'.repeat(38)}-2`, `${'n'.repeat(37)}-10`]);
  });

  it('has no two dashes where a number follows a word that was cut', () => {
    const name = `${'n'.repeat(37)} xx`;
    expect(profileIdFor(name, [])).toBe(`${'n'.repeat(37)}-xx`);
    expect(profileIdFor(name, [`${'n'.repeat(37)}-xx`])).toBe(`${'n'.repeat(37)}-2`);
  });
});

describe('the entry of a profile that a person has named', () => {
  const known = [{ id: 'main', name: 'Main' }];

  it('has the name as it is kept, an id that nobody has, the keychain, and no tokens yet', () => {
    expect(newProfileEntry('  Hedge  Fund ', known, [])).toEqual({
      id: 'hedge-fund',
      name: 'Hedge Fund',
      store: { kind: 'keychain' },
      hasTokens: false,
    });
  });

  it('takes no id that another profile or a newer version has', () => {
    expect(newProfileEntry('main!', known, ['main-2']).id).toBe('main-3');
  });

  it('takes no id that is the name of another profile: programs name an account by either', () => {
    expect(newProfileEntry('Bert Bot', [{ id: 'foo', name: 'BERT-bot' }], []).id).toBe('bert-bot-2');
  });

  it.each(['default', 'DEFAULT', 'ｄefault'])('is refused for a name that is the id of another profile: %s', (name) => {
    expect(() => newProfileEntry(name, [{ id: 'default', name: 'main' }], [])).toThrowError(
      expect.objectContaining({
        code: 'INVALID_INPUT',
        message: 'Programs and commands know the account main as "default", so no other account may have that name.',
        remedy: 'Choose another name. Nothing was changed.',
      }),
    );
  });

  it('is refused for a name that is taken', () => {
    expect(() => newProfileEntry('MAIN', known, [])).toThrow('There is an account of this name already.');
  });
});

describe('a free name', () => {
  const LONG = 'x'.repeat(40);

  it.each([
    ['main', [], 'main'],
    ['main', ['main'], 'main 2'],
    ['main', ['Main', 'main 2'], 'main 3'],
    ['main 2', ['main 2'], 'main 3'],
    ['main 2', ['main 2', 'main 3'], 'main 4'],
    [LONG, [], LONG],
    [LONG, [LONG], `${'x'.repeat(36)} 2`],
    ['a\u0000b', [], 'ab 2'],
    ['\u0000', [], 'account 2'],
    [' two  words ', [], 'two words 2'],
  ])('for %j beside %j is %j', (wanted, taken, name) => {
    expect(freeProfileName(wanted, taken)).toBe(name);
  });
});
