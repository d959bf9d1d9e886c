// The commands that start this copy of the app in the same way: with the session (without a window), and for a restart. Pure.

/** How the app was started. */
export interface RunningApp {
  /** What the user starts: the launcher script if there is one, else the executable. */
  readonly program: string;
  /** The folder of the application. */
  readonly appPath: string;
  readonly isPackaged: boolean;
  readonly argv: readonly string[];
  /** The AppImage file that it runs from. Its `program` is in a mount that changes with each start, so it cannot be used in a command. */
  readonly appImage: string | undefined;
  /** Whether the user is root, for whom Chromium starts only with `--no-sandbox`. */
  readonly isRoot: boolean;
}

/** Switches for folders, screen and accepted risks. All others were meant for one start only. */
const KEPT_SWITCH =
  /^--(?:user-data-dir=|state-directory=|ozone-platform=|ozone-platform-hint=|allow-real-account-on-old-runtime$)/;

/** The command for a start with the session. In development the program is Electron itself, which needs the folder of the app as an argument. */
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

/** The command for a restart, with all switches of this start and without its file arguments. `isHidden`: without the window. */
export function restartCommand(app: RunningApp, isHidden: boolean): readonly [program: string, ...args: string[]] {
  const [, ...args] = app.argv;
  const end = args.indexOf('--');
  const switches = (end < 0 ? args : args.slice(0, end)).filter((arg) => arg.startsWith('-') && arg !== '--hidden');
  return [programOf(app), ...switches, ...(app.isPackaged ? [] : [app.appPath]), ...(isHidden ? ['--hidden'] : [])];
}

function programOf({ program, isPackaged, appImage }: RunningApp): string {
  return isPackaged && appImage !== undefined ? appImage : program;
}
