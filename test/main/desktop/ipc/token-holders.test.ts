import { expect, it } from 'vitest';
import { holderWords, type TokenHolder } from '../../../../main/desktop/ipc/token-holders';
import { FAKE_START_MS } from '../../../support/fakes/clock/fake-clock';
import { createAuthTokens } from '../../../../main/core/tokens/auth-tokens';
import { makeJwt, makeTokens } from '../../../support/make-jwt';

const mine = makeTokens(FAKE_START_MS);
const later = makeTokens(FAKE_START_MS + 60_000);
const other = makeTokens(FAKE_START_MS, undefined, 'account-2');
const named = (extra: Record<string, string>) =>
  createAuthTokens({ accessToken: makeJwt({ extra }), refreshToken: makeJwt({ extra }), receivedAtMs: FAKE_START_MS });
const main = (tokens?: TokenHolder['tokens'], isKnown = true): TokenHolder => ({ name: 'main', tokens, isKnown });
const pair = (tokens = mine, isSpent = false) => ({ tokens, isSpent });

it.each([
  ['the same tokens', [pair()], [main(mine)], ['main keeps these tokens here.']],
  [
    'used-up ones',
    [pair(mine, true)],
    [main(later)],
    ['These tokens were exchanged for newer ones on this computer, and are used up.'],
  ],
  [
    'other ones of the same account',
    [pair()],
    [main(later)],
    ['main is signed in to the same account with other tokens; no account of this app keeps these tokens.'],
  ],
  [
    'nobody’s',
    [pair()],
    [main(other)],
    ['No account of this app keeps these tokens: import them first if you still need them.'],
  ],
  [
    'ones whose account is named in another way',
    [pair(named({ sub: 'account-1' }))],
    [main(named({ authenticatedUserId: 'account-1' }))],
    ['No account of this app keeps these tokens: import them first if you still need them.'],
  ],
  [
    'what cannot be read now',
    [pair()],
    [main(undefined, false)],
    ['Whether main keeps these tokens is not known: it cannot be read now.'],
  ],
  [
    'two accounts, of which one is kept',
    [pair(), pair(other)],
    [main(mine)],
    [
      'main keeps the tokens of account account-1 here.',
      'No account of this app keeps the tokens of account account-2: import them first if you still need them.',
    ],
  ],
])('of %s it is said who keeps them', (_what, pairs, holders, words) => {
  expect(holderWords(pairs, holders)).toEqual(words);
});
