import { expect, it } from 'vitest';
import { appDataFolder, homeFolder } from '../../../main/adapters/places/app-data-folder';
import { ownPlaces } from '../../../main/desktop/own-places';

const app = { getPath: () => '/home/me/data/' };
const program = (env: NodeJS.ProcessEnv, platform: NodeJS.Platform = 'linux') => ({ env, platform, geteuid: () => 7 });
const place = () => ({ path: '/run/s' });

it.each<[NodeJS.ProcessEnv, NodeJS.Platform, boolean]>([
  [{ XDG_RUNTIME_DIR: '/run/user/7' }, 'linux', true],
  [{}, 'linux', true],
  [{ XDG_RUNTIME_DIR: '' }, 'linux', true],
  [{ XDG_RUNTIME_DIR: '/tmp/desktop/run' }, 'linux', false],
  [{ XDG_RUNTIME_DIR: '/tmp/desktop/run' }, 'darwin', true],
])('with %j on %s a shell finds the socket by itself: %s', (env, platform, isSocketInSession) => {
  const given = { ...env, XDG_CONFIG_HOME: '/home/me/.config' };
  expect(ownPlaces(app, program(given, platform), '/state', place)).toEqual({
    dataDirectory: '/home/me/data',
    defaultDataDirectory: appDataFolder(platform, given, homeFolder()),
    socket: '/run/s',
    isSocketInSession,
  });
});

it('has no socket where its path would be too long', () => {
  const fail = () => {
    throw new Error('too long');
  };
  expect(ownPlaces(app, program({}), '/state', fail).socket).toBeUndefined();
});
