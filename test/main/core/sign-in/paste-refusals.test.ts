import { expect, it } from 'vitest';
import {
  faultRefusal,
  missingRefusal,
  sameTwiceRefusal,
  severalRefusal,
} from '../../../../main/core/sign-in/paste-refusals';

it.each(['cut', 'shortened', 'broken', 'glued', 'damaged', 'placeholder'] as const)(
  'a token that is %s is named, with what to do, and that nothing was changed',
  (fault) => {
    const refusal = faultRefusal({ role: 'refresh', rank: 2, family: '', fault });
    expect(refusal).toMatchObject({
      code: 'INVALID_TOKEN',
      message: expect.stringMatching(/^The refresh token [a-z ]+/),
    });
    expect(refusal.remedy).toMatch(/^(?:Copy|Open|Put) .*Nothing was changed\.$/);
    expect(faultRefusal({ role: 'bare', rank: 0, family: '', fault }).message).toMatch(/^A token in this text /);
  },
);

it.each([
  [missingRefusal('access'), 'The access token is missing.'],
  [missingRefusal('refresh'), 'The refresh token is missing.'],
  [missingRefusal('one'), 'One of the two tokens is missing.'],
  [missingRefusal('both'), 'There is no Axiom token in this text.'],
  [severalRefusal(), 'There are more than two tokens in this text, and nothing tells which are Axiom’s.'],
  [sameTwiceRefusal(), 'This is the same token twice.'],
])('%#', (refusal, message) => {
  expect(refusal).toMatchObject({ code: 'INVALID_TOKEN', message });
});
