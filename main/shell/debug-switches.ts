// Takes the switches away that would open the app's pages to a debugger. Called first thing by the composition root of a package: Chromium reads
// them only after main has run (no fuse covers them). In development they stay, because test drivers need them.
import type { App } from 'electron';

const DEBUG_SWITCHES = ['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address'];

/** In a package, no debugger gets in by a switch. Must run before the app is ready. */
export function refuseDebugSwitches(app: Pick<App, 'isPackaged' | 'commandLine'>): void {
  if (!app.isPackaged) return;
  for (const name of DEBUG_SWITCHES) app.commandLine.removeSwitch(name);
}
