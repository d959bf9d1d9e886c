// The path has its own tests (socket-place.test.ts); here: the command line and the app find the same one.
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { appDataFolder, homeFolder } from '../../../../main/adapters/places/app-data-folder';
import { defaultSocket } from '../../../../main/cli/session/default-socket';
import { ownSocketPlace } from '../../../../main/desktop/own-places';
import { temporaryFolder } from '../../../support/temporary-folder';

function withHome(home: string): void {
  const { HOME } = process.env;
  onTestFinished(() => {
    if (HOME === undefined) delete process.env['HOME'];
    else process.env['HOME'] = HOME;
  });
  process.env['HOME'] = home;
}

it.each([userInfo().homedir, '/another/home'])('is the app’s where both have the home folder %s', async (home) => {
  withHome(home);
  const runtime = await temporaryFolder();
  const env = { HOME: home, XDG_RUNTIME_DIR: runtime };
  const program = { env, platform: 'linux', geteuid: () => process.geteuid?.() ?? 0 } as const;
  const userData = join(home, '.config', 'Axiom Token Manager');
  const listensAt = ownSocketPlace({ getPath: () => userData }, program, '/state').path;
  expect(listensAt).toBe(join(runtime, 'axiom-token-manager', 'broker.sock'));
  expect(defaultSocket(appDataFolder('linux', env, homeFolder()), env, 'linux')).toBe(listensAt);
  expect(defaultSocket('/elsewhere', env, 'linux')).toMatch(/\/broker-[0-9a-f]{8}\.sock$/);
});
