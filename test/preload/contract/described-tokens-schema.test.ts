import { expect, it } from 'vitest';
import { describedTokensSchema } from '../../../preload/contract/described-tokens-schema';

const claim = { name: 'exp', value: '1772366400', atMs: 1_772_366_400_000 };
const described = (claims: readonly object[], leftOut = 0) => ({ access: { claims, leftOut } });

it.each([
  ['two tokens that are no JWTs', {}, true],
  ['30 claims', described(Array(30).fill(claim), 7), true],
  ['31 claims', described(Array(31).fill(claim)), false],
  ['a name that is too long', described([{ ...claim, name: 'x'.repeat(81) }]), false],
  ['a value that is too long', described([{ ...claim, value: 'x'.repeat(241) }]), false],
  ['a value that is no text', described([{ ...claim, value: 7 }]), false],
  ['a part of a token that is no claim', { access: { claims: [], leftOut: 0, header: 'x' } }, false],
  ['a token itself', { token: 'x' }, false],
])('%s', (_what, reply, isAccepted) => {
  expect(describedTokensSchema.safeParse(reply).success).toBe(isAccepted);
});
