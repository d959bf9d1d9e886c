// Reads and changes the system's list of login items, and checks each change. `items` is implemented by Electron.
import { AxiomTokenError } from '../../core/base/errors';
import type { Autostart, AutostartState } from '../../core/ports/autostart';

/** The fields of Electron's `LoginItemSettings` that are used. */
export interface LoginItem {
  readonly openAtLogin: boolean;
  /** Windows: whether the program is started, with any arguments; false if the user has disabled it in the Task Manager. */
  readonly executableWillLaunchAtLogin?: boolean;
}

export interface LoginItems {
  get(): LoginItem;
  set(isOn: boolean): void;
}

/** The Autostart port for macOS and Windows. Neither system reports why it refuses a change, so each change is read back. */
export function createLoginItemAutostart(items: LoginItems): Autostart {
  const read = (): AutostartState => {
    try {
      const { openAtLogin, executableWillLaunchAtLogin = openAtLogin } = items.get();
      if (!executableWillLaunchAtLogin) return 'off';
      return openAtLogin ? 'on' : 'other';
    } catch (cause) {
      throw failed('The system does not say whether the app starts when you sign in.', cause);
    }
  };
  return {
    read: async () => read(),
    async set(isOn) {
      try {
        items.set(isOn);
      } catch (cause) {
        throw failed('The system has not accepted the change.', cause);
      }
      if ((read() === 'on') !== isOn) throw failed('The system has not accepted the change.');
    },
  };
}

function failed(message: string, cause?: unknown): AxiomTokenError {
  return new AxiomTokenError('STORAGE_DENIED', {
    message,
    remedy: "Look for the app in the system's own settings for programs that start at sign-in, or try again.",
    cause,
  });
}

/** Quotes an argument for the command line of Windows, because Electron joins arguments with spaces. */
export function windowsArgument(argument: string): string {
  return /\s/.test(argument) ? `"${argument.replace(/\\+$/, '$&$&')}"` : argument;
}
