// The restart into the copy of the app that was installed while this one ran: a quit, with all that a quit waits for and asks, and a start behind it. Made by
// main/desktop/index.ts.
import { type App, BrowserWindow } from 'electron';
import { existsSync } from 'node:fs';
import { restartCommand, type RunningApp } from '../adapters/autostart/start-command';
import { appImageOf, startedProgram } from '../adapters/autostart/started-program';

export interface Restart {
  /** Asks the app to quit, and to be started again. */
  ask(): void;
  /** The answer of a quit: a person who stays has not asked for a restart any more. */
  unlessKept(mayQuit: () => Promise<boolean>): Promise<boolean>;
  /** Called once the app is bound to end, while its windows are still there. The start waits until this process has ended, so that the lock of the single instance is free. */
  beforeLeaving(): void;
}

export function prepareRestart(app: App, program: NodeJS.Process): Restart {
  let isAsked = false;
  return {
    ask() {
      isAsked = true;
      app.quit();
    },
    async unlessKept(mayQuit) {
      const isYes = await mayQuit();
      if (!isYes) isAsked = false;
      return isYes;
    },
    beforeLeaving() {
      if (!isAsked) return;
      const isShown = BrowserWindow.getAllWindows().some((each) => each.isVisible() || each.isMinimized());
      const [execPath, ...args] = restartCommand(runningApp(app, program), !isShown);
      app.relaunch({ execPath, args });
    },
  };
}

/** How this copy was started. */
export function runningApp(app: Pick<App, 'getAppPath' | 'isPackaged'>, program: NodeJS.Process): RunningApp {
  const { argv, execPath, env, getuid } = program;
  const started = startedProgram(execPath, existsSync);
  return {
    program: started,
    appPath: app.getAppPath(),
    isPackaged: app.isPackaged,
    argv,
    appImage: appImageOf(started, env),
    isRoot: getuid?.() === 0,
  };
}
