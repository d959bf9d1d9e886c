import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { KEYCHAIN_SERVICE } from '../../../../main/adapters/keychain/keychain';

it('has the service name of all entries since the first version, as README says to look them up', async () => {
  expect(KEYCHAIN_SERVICE).toBe('axiom-token-manager');
  expect(await readFile('README.md', 'utf8')).toContain(
    `secret-tool lookup service ${KEYCHAIN_SERVICE} account default`,
  );
});
