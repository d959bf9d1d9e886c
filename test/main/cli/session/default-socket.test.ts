// The path has its own tests (socket-place.test.ts); here: the app's own data folder has the path without a number.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { defaultSocket } from '../../../../main/cli/session/default-socket';
import { appDataFolder } from '../../../../main/cli/session/common-settings';
import { temporaryFolder } from '../../../support/temporary-folder';

it('is the app’s where the data folder is the app’s, and another one for another', async () => {
  const runtime = await temporaryFolder();
  const env = { XDG_RUNTIME_DIR: runtime };
  expect(defaultSocket(appDataFolder('linux', env, homedir()), env, 'linux')).toBe(
    join(runtime, 'axiom-token-manager', 'broker.sock'),
  );
  expect(defaultSocket('/elsewhere', env, 'linux')).toMatch(/\/broker-[0-9a-f]{8}\.sock$/);
});
