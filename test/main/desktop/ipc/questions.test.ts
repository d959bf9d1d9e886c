import { describe, expect, it } from 'vitest';
import {
  accountQuestion,
  clearQuestion,
  removeQuestion,
  signOutQuestion,
  thisRunOnlyQuestion,
} from '../../../../main/desktop/ipc/questions';

const main = { name: 'main', lastingPlace: 'the system keychain' };
const hedge = { name: 'hedge' };

describe('the questions of main', () => {
  it('say what a sign-out removes, and from where', () => {
    expect(signOutQuestion(main)).toEqual({
      message: 'Sign out of main?',
      detail:
        'Its tokens are removed from memory and from the system keychain. The account stays in the list. To use it again you sign in again, or restore a backup that is still fresh.',
      agree: 'Sign out',
    });
    expect(signOutQuestion(hedge).detail).toMatch(/^Its tokens are removed from memory\. /);
  });

  it.each([
    [
      [main],
      'Clear the tokens of main now?',
      /^They are removed from memory and from the system keychain\. This cannot/,
    ],
    [[hedge], 'Clear the tokens of hedge now?', /^They are removed from memory\. /],
    [
      [main, hedge],
      'Clear the tokens of main and hedge now?',
      /^They are removed from memory and from where each of them/,
    ],
  ])('name what is cleared: %j', (profiles, message, detail) => {
    expect(clearQuestion(profiles)).toMatchObject({
      message,
      detail: expect.stringMatching(detail),
      agree: 'Clear now',
    });
  });

  it.each([
    [5, 'a1, a2, a3, a4 and a5'],
    [6, 'a1, a2, a3, a4, a5 and 1 more'],
    [40, 'a1, a2, a3, a4, a5 and 35 more'],
  ])('count the names of %d accounts', (count, names) => {
    const profiles = Array.from({ length: count }, (_, index) => ({ name: `a${index + 1}` }));
    expect(clearQuestion(profiles).message).toBe(`Clear the tokens of ${names} now?`);
  });

  it('say what "this run only" costs, and that a removal from the list removes no tokens', () => {
    expect(thisRunOnlyQuestion(main)).toEqual({
      message: 'Keep the tokens of main for this run only?',
      detail:
        'They are removed from the system keychain, and are gone when the app quits. You sign in again next time.',
      agree: 'Keep for this run only',
    });
    expect(removeQuestion(hedge)).toMatchObject({
      message: 'Remove hedge from the list?',
      detail: expect.stringMatching(/^It holds no tokens here\./),
    });
  });

  it('show whose account a browser sign-in brought', () => {
    expect(accountQuestion(hedge, 'account-7')).toEqual({
      message: 'Sign hedge in as account account-7?',
      detail:
        'This is what the tokens say. If you have not just signed in yourself, choose Cancel: nothing is kept then.',
      agree: 'Use it',
    });
    expect(accountQuestion(hedge, undefined)).toMatchObject({
      message: 'Use this sign-in for hedge?',
      detail: expect.stringMatching(/^Its tokens do not say whose account it is\. If/),
    });
  });
});
