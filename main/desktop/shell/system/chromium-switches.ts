// Corrects switches that Chromium reads after the main script has run. Called by the composition root before anything else.
import type { App } from 'electron';

const DEBUG_SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address'];

/**
 * Must run before the app is ready.
 * - In a package the debugger switches are removed, because no fuse covers them. In development they stay, because test drivers need them.
 * - On Linux Chromium must not use the keychain for its own key. It would fetch a key for its cookies (a fuse of the package turns that on) and
 *   block the main process: a locked keychain would show an unexpected prompt, a hanging one would stop the start. No cookie is on disk here.
 */
export function correctChromiumSwitches(app: Pick<App, 'isPackaged' | 'commandLine'>, platform: NodeJS.Platform): void {
  if (app.isPackaged) for (const name of DEBUG_SWITCHES) app.commandLine.removeSwitch(name);
  if (platform === 'linux') app.commandLine.appendSwitch('password-store', 'basic');
}
