// The commands that start this copy of the app in the same way: with the session, without its window; and again, once it has ended. Pure.

/** How the app was started. */
export interface RunningApp {
  /** What a person starts: the launcher where there is one, else the executable. */
  readonly program: string;
  /** The folder of the application. */
  readonly appPath: string;
  readonly isPackaged: boolean;
  readonly argv: readonly string[];
  /** The file of the AppImage that it runs from. Its `program` lies in a mount that is another one in each run. */
  readonly appImage: string | undefined;
  /** Root has no sandbox, and Chromium refuses to start as root without this word. */
  readonly isRoot: boolean;
}

/** What says which folders and which screen the app uses, and at whose risk. Everything else was meant for one run. */
const KEPT_SWITCH =
  /^--(?:user-data-dir=|state-directory=|ozone-platform=|ozone-platform-hint=|allow-real-account-on-old-runtime$)/;

/** For a start with the session. The development runtime is Electron, which is told the folder of the app. */
export function startCommand(app: RunningApp): readonly [program: string, ...args: string[]] {
  const { argv, isRoot } = app;
  return [
    programOf(app),
    ...(isRoot && argv.includes('--no-sandbox') ? ['--no-sandbox'] : []),
    ...(app.isPackaged ? [] : [app.appPath]),
    ...argv.filter((arg) => KEPT_SWITCH.test(arg)),
    '--hidden',
  ];
}

/** For a start in place of this one, with all of its switches and none of its files. `isHidden`: without the window. */
export function restartCommand(app: RunningApp, isHidden: boolean): readonly [program: string, ...args: string[]] {
  const [, ...given] = app.argv;
  const end = given.indexOf('--');
  const switches = (end < 0 ? given : given.slice(0, end)).filter((arg) => arg.startsWith('-') && arg !== '--hidden');
  return [programOf(app), ...switches, ...(app.isPackaged ? [] : [app.appPath]), ...(isHidden ? ['--hidden'] : [])];
}

function programOf({ program, isPackaged, appImage }: RunningApp): string {
  return isPackaged && appImage !== undefined ? appImage : program;
}
