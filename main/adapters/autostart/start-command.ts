// The command that starts this copy of the app in the same way, without its window. Pure.

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

/** Program and arguments. The development runtime is Electron, which is told the folder of the app. */
export function startCommand(app: RunningApp): readonly [program: string, ...args: string[]] {
  const { program, appPath, isPackaged, argv, appImage, isRoot } = app;
  return [
    isPackaged && appImage !== undefined ? appImage : program,
    ...(isRoot && argv.includes('--no-sandbox') ? ['--no-sandbox'] : []),
    ...(isPackaged ? [] : [appPath]),
    ...argv.filter((arg) => KEPT_SWITCH.test(arg)),
    '--hidden',
  ];
}
