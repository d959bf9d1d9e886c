import { expect, it } from 'vitest';
import {
  commentedRefusal,
  differentAccountsRefusal,
  faultRefusal,
  missingRefusal,
  oneKindRefusal,
  sameTwiceRefusal,
  severalRefusal,
} from '../../../../main/core/sign-in/paste-refusals';

it.each(['cut', 'shortened', 'broken', 'spaced', 'glued', 'damaged', 'placeholder', 'masked', 'elsewhere'] as const)(
  'a token that is %s is named, with what to do, and that nothing was changed',
  (fault) => {
    const refusal = faultRefusal({ role: 'refresh', rank: 2, family: '', at: 0, remnant: '', fault });
    expect(refusal).toMatchObject({
      code: 'INVALID_TOKEN',
      message: expect.stringMatching(/^The refresh token [a-z ]+/),
    });
    expect(refusal.remedy).toMatch(/^(?:Copy|Open|Put) .*Nothing was changed\.$/);
    expect(faultRefusal({ role: 'bare', rank: 0, family: '', at: 0, remnant: '', fault }).message).toMatch(
      /^A token in this text /,
    );
  },
);

it.each([
  [missingRefusal('access'), 'The access token is missing.'],
  [missingRefusal('refresh'), 'The refresh token is missing.'],
  [missingRefusal('one'), 'One of the two tokens is missing.'],
  [missingRefusal('both'), 'There is no Axiom token in this text.'],
  [severalRefusal(), 'There are more than two tokens in this text, and nothing shows which are Axiom’s.'],
  [oneKindRefusal('access'), 'Both are access tokens, by their lifetime: the refresh token is missing.'],
  [oneKindRefusal('refresh'), 'Both are refresh tokens, by their lifetime: the access token is missing.'],
  [differentAccountsRefusal(), 'The tokens in this text are of different accounts, and no account has both tokens.'],
  [commentedRefusal(true), 'The tokens in this text are commented out, and do not count.'],
  [commentedRefusal(false), 'A token in this text is commented out, and does not count; without it one is missing.'],
  [sameTwiceRefusal(), 'This is the same token twice.'],
])('%#', (refusal, message) => {
  expect(refusal).toMatchObject({ code: 'INVALID_TOKEN', message });
});
