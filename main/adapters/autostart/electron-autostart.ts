// Starts the app with a session of macOS or Windows, by Electron's login items.
import type { App, LoginItemSettings } from 'electron';
import type { Autostart } from '../../core/ports/autostart';
import { createLoginItemAutostart, windowsArgument } from './login-item-autostart';

/** The part of Electron's `app` that is used. */
export type LoginItemApp = Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>;

/** `command`: program and arguments; macOS takes neither, it starts the bundle that runs. */
export function createElectronAutostart(
  app: LoginItemApp,
  platform: NodeJS.Platform,
  [path, ...args]: readonly [program: string, ...args: string[]],
): Autostart {
  const item = platform === 'win32' ? { path, args: args.map(windowsArgument) } : {};
  return createLoginItemAutostart({
    get: (): LoginItemSettings => app.getLoginItemSettings(item),
    // `enabled` undoes a "Disabled" that was set in the Task Manager.
    set: (isOn) => app.setLoginItemSettings({ ...item, openAtLogin: isOn, ...(isOn ? { enabled: true } : {}) }),
  });
}

/** Whether macOS has started the app with the session. It passes no `--hidden` then. */
export function wasStartedWithSession(app: LoginItemApp, platform: NodeJS.Platform): boolean {
  return platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin;
}
