// The socket at which programs ask a started app.
import { existsSync } from 'node:fs';
import { socketPlace } from '../../../main/adapters/handout/socket-place';
import { waitUntil } from '../../support/wait-until';
import { stateDirectoryOn } from './app-under-test';
import type { Stage, StartedApp } from './stage';

/** Its path, once it is there: the app opens it after its window. */
export async function socketOfApp(app: StartedApp, desktop: Stage['desktop']): Promise<string> {
  const { path } = socketPlace({
    dataDirectory: app.userDataDirectory,
    defaultDataDirectory: '/none',
    stateDirectory: stateDirectoryOn(desktop),
    env: desktop.env,
    platform: process.platform,
    uid: process.getuid?.(),
  });
  await waitUntil('the socket is there', () => existsSync(path));
  return path;
}
