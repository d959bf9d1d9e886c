import { expect, it } from 'vitest';
import { hashAxiomPassword } from '../../../main/adapters/axiom/axiom-password-hash';
import { Secret } from '../../../main/core/base/secret';
import { DEMO_ACCOUNT } from '../../../main/demo/demo-account';
import { demoPasswordHash } from '../../../main/demo/demo-password';

it('the demo account’s password is hashed to what the app sends for it, so that it can sign in', async () => {
  const { password } = DEMO_ACCOUNT;
  expect(await demoPasswordHash(password)).toBe((await hashAxiomPassword(new Secret(password))).expose());
});

it('the smallest difference between two passwords makes another hash: nothing is trimmed, folded or cut off', async () => {
  const passwords = ['secr\u00e9t', 'Secr\u00e9t', 'secr\u00e9t ', 'secre\u0301t'];
  const hashes = await Promise.all(passwords.map(demoPasswordHash));
  expect(new Set(hashes).size).toBe(passwords.length);
  for (const hash of hashes) expect(Buffer.from(hash, 'base64')).toHaveLength(32);
});
