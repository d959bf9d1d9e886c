import { basename, isAbsolute } from 'node:path';
import { expect, it } from 'vitest';
import { keychainChildPath } from '../../../../main/cli/session/own-paths';

it('the keychain’s own process is named by a whole path', () => {
  expect([isAbsolute(keychainChildPath()), basename(keychainChildPath())]).toEqual([true, 'keychain-child.cjs']);
});
