import { expect, it } from 'vitest';
import { createRefusedAuthGateway } from '../../../../main/adapters/axiom/refused-auth-gateway';
import { Secret } from '../../../../main/core/base/secret';
import { makeTokens } from '../../../support/make-jwt';

it('refuses every call with the reason, for tokens of the origin it was made for', async () => {
  const gateway = createRefusedAuthGateway('https://axiom.trade', 'Not in this run.');
  const secret = new Secret('x');
  const challenge = { email: 'a@example.com', hashedPassword: secret, otpToken: secret };
  const refusal = { code: 'INVALID_INPUT', message: 'Not in this run.' };
  await expect(gateway.startPasswordSignIn('a@example.com', secret)).rejects.toMatchObject(refusal);
  await expect(gateway.completePasswordSignIn(challenge, '123456')).rejects.toMatchObject(refusal);
  await expect(gateway.refresh(makeTokens(0))).rejects.toMatchObject(refusal);
  expect(gateway.origin).toBe('https://axiom.trade');
});
