// Corrects switches that Chromium reads after main has run. Called first thing by the composition root; asks nothing of the app.
import type { App } from 'electron';

const DEBUG_SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address'];

/**
 * Must run before the app is ready.
 * - In a package no debugger gets in by a switch: no fuse covers these. In development they stay, because test drivers need them.
 * - Chromium keeps its own key out of the Linux keychain. It would fetch one for its cookies (the fuse of a package asks for it) while the main
 *   process waits: a locked keychain would raise a prompt that nobody asked for, a hanging one would stop the start. No cookie is kept on disk here.
 */
export function correctChromiumSwitches(app: Pick<App, 'isPackaged' | 'commandLine'>, platform: NodeJS.Platform): void {
  if (app.isPackaged) for (const name of DEBUG_SWITCHES) app.commandLine.removeSwitch(name);
  if (platform === 'linux') app.commandLine.appendSwitch('password-store', 'basic');
}
