// Restarts the app into the copy that was installed while this one ran: a normal quit with its waits and questions, then a start. Made by main/desktop/open-app.ts.
import { type App, BrowserWindow } from 'electron';
import { existsSync } from 'node:fs';
import { restartCommand, type RunningApp } from '../adapters/autostart/start-command';
import { appImageOf, startedProgram } from '../adapters/autostart/started-program';

export interface Restart {
  /** Requests a quit that is followed by a start. */
  ask(): void;
  /** Wraps `mayQuit`: when the user decides not to quit, the restart is cancelled, too. */
  unlessKept(mayQuit: () => Promise<boolean>): Promise<boolean>;
  /** Called when the quit is certain and windows still exist. The start waits until this process has ended, so that the single-instance lock is free. */
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
