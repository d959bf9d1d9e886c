import { describe, expect, it } from 'vitest';
import { type AuthTokens, createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { Secret } from '../../../../main/core/base/secret';
import { pairQuestion, sameAccountChoice } from '../../../../main/core/intents/pair-question';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { makeJwt } from '../../../support/make-jwt';

const NOW = FAKE_START_MS;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const main = { name: 'main' };
const PASTED = { words: 'The pasted tokens', isFromServer: false };
const FROM_SERVER = { words: 'The tokens from the browser window', isFromServer: true };

/** A pair issued so long after now, of this account, or of none that it names. */
function pair(laterMs: number, accountId?: string): AuthTokens {
  const issuedAtMs = NOW + laterMs;
  const jwt = () =>
    makeJwt({ issuedAtMs, expiresAtMs: issuedAtMs + 15 * MINUTE, ...(accountId === undefined ? {} : { accountId }) });
  return createAuthTokens({ accessToken: jwt(), refreshToken: jwt(), receivedAtMs: NOW });
}
const opaque = createAuthTokens({ accessToken: new Secret('abc'), refreshToken: new Secret('def'), receivedAtMs: NOW });
const ours = pair(0, 'account-1');

const END =
  'The tokens in use are kept as well until Axiom has refreshed the new ones. If you have not just brought tokens yourself, choose Cancel: nothing is changed then.';

describe('over a sign-in', () => {
  it('a later pair of the same account from its server needs no question, and neither does the pair in use', () => {
    expect([
      pairQuestion(main, ours, pair(MINUTE, 'account-1'), FROM_SERVER, NOW),
      pairQuestion(main, ours, ours, PASTED, NOW),
    ]).toEqual([undefined, undefined]);
  });

  it.each([
    ['pasted ones, whatever they say of themselves', pair(MINUTE, 'account-1'), PASTED],
    ['ones from the future', pair(6 * MINUTE, 'account-1'), FROM_SERVER],
    ['older ones from a server', pair(-MINUTE, 'account-1'), FROM_SERVER],
    ['nameless ones from a server', pair(MINUTE), FROM_SERVER],
  ])('%s are asked about', (_what, tokens, source) => {
    expect(pairQuestion(main, ours, tokens, source, NOW)?.message).toBe('Replace the sign-in of main?');
  });

  it.each([
    [
      'older ones',
      pair(-90 * DAY, 'account-1'),
      'are of the same account, were issued 90 days before those in use and have expired',
    ],
    [
      'a little older ones',
      pair(-MINUTE, 'account-1'),
      'are of the same account and were issued a minute before those in use',
    ],
    [
      'hours older ones',
      pair(-3 * HOUR, 'account-1'),
      'are of the same account, were issued 3 hours before those in use and have expired',
    ],
    ['those of the same second', pair(0, 'account-1'), 'are of the same account and were issued at the same time'],
    ['those of no account', pair(MINUTE), 'do not name an account and were issued a minute after those in use'],
    ['opaque ones', opaque, 'do not name an account and do not say when they were issued'],
  ])('%s are asked about, with all that differs', (_what, tokens, words) => {
    expect(pairQuestion(main, ours, tokens, PASTED, NOW)).toEqual({
      message: 'Replace the sign-in of main?',
      detail: `The pasted tokens ${words}. ${END}`,
      agree: 'Replace it',
    });
  });

  it("a pair with an account over one without is asked about, with the account's name", () => {
    expect(pairQuestion(main, pair(0), pair(MINUTE, 'stranger'), PASTED, NOW)?.detail).toContain(
      'are of account “stranger”',
    );
  });

  it('if neither pair names an account, the person is asked', () => {
    expect(pairQuestion(main, pair(0), pair(MINUTE), PASTED, NOW)?.detail).toContain('do not name an account');
  });

  it('those over opaque ones are asked about', () => {
    const words = 'are of account “account-1” and cannot be compared by their time of issue';
    expect(pairQuestion(main, opaque, pair(0, 'account-1'), PASTED, NOW)?.detail).toContain(words);
  });
});

describe('into an empty account', () => {
  it.each([
    ['4711', 'Sign main in as account “4711”?', 'This is what the tokens say.'],
    ['person@example.com', 'Sign main in as account “person@example.com”?', 'This is what the tokens say.'],
    [undefined, 'Use this sign-in for main?', 'The tokens do not say whose account it is.'],
    [
      'x?\n\nYour session was moved. Press the right button',
      'Use this sign-in for main?',
      'The tokens do not say whose account it is.',
    ],
    ['a‮b', 'Use this sign-in for main?', 'The tokens do not say whose account it is.'],
    ['a b', 'Use this sign-in for main?', 'The tokens do not say whose account it is.'],
    ['x'.repeat(65), 'Use this sign-in for main?', 'The tokens do not say whose account it is.'],
  ])('the account is asked for: %j', (accountId, message, source) => {
    expect(pairQuestion(main, undefined, pair(0, accountId), PASTED, NOW)).toEqual({
      message,
      detail: `${source} If you have not just signed in or brought tokens yourself, choose Cancel: nothing is kept then.`,
      agree: 'Use it',
    });
  });
});

describe('one account in two profiles', () => {
  const holder = { name: 'Bot one', present: ours };
  const END_OF_CHOICE =
    'Signing in again replaces those of “Bot one”, which are kept as well until Axiom has refreshed the new ones; main stays as it is. Keep both only if you want two sign-ins of one account. If you have not just signed in or brought tokens yourself, choose Cancel: nothing is changed then.';

  it('is a choice with what is known of the tokens, and names both', () => {
    expect(sameAccountChoice(main, [holder], pair(MINUTE, 'account-1'), FROM_SERVER, NOW)).toEqual({
      message: '“Bot one” is signed in to this account already. Sign in again there instead?',
      detail: `The tokens from the browser window are of the same account and were issued a minute after those in use. ${END_OF_CHOICE}`,
      answers: ['Sign in again to “Bot one”', 'Keep both'],
      preferred: 0,
    });
  });

  it('names all that are signed in to it, and leaves it to the person which is meant', () => {
    const second = { ...holder, name: 'hedge' };
    const choice = sameAccountChoice(main, [holder, second], pair(MINUTE, 'account-1'), FROM_SERVER, NOW);
    expect(choice).toEqual({
      message: '“Bot one” and hedge are signed in to this account already. Sign in again there instead?',
      detail:
        'The tokens from the browser window are of the same account. Signing in again replaces those of the one that you choose, which are kept as well until Axiom has refreshed the new ones; main stays as it is. Keep all only if you want one more sign-in of one account. If you have not just signed in or brought tokens yourself, choose Cancel: nothing is changed then.',
      answers: ['Sign in again to “Bot one”', 'Sign in again to hedge', 'Keep all'],
    });
  });

  it('leaves the focus on Cancel for tokens that only claim the account', () => {
    const choice = sameAccountChoice(main, [holder], pair(-90 * DAY, 'account-1'), PASTED, NOW);
    expect(choice.detail).toBe(
      `The pasted tokens are of the same account, were issued 90 days before those in use and have expired. ${END_OF_CHOICE}`,
    );
    expect(choice).not.toHaveProperty('preferred');
  });
});
