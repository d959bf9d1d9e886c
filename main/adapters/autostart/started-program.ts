// What a person starts. An AppImage is a file whose content is mounted somewhere else in each run. On Linux a package has a small script that looks whether the sandbox can be had, and then starts the executable that lies beside it.

/** The executable's name is the script's, with this behind it. */
const EXECUTABLE_ENDING = '-bin';

/** The script, where one lies beside the executable; else the executable itself. */
export function startedProgram(execPath: string, isThere: (path: string) => boolean): string {
  if (!execPath.endsWith(EXECUTABLE_ENDING)) return execPath;
  const launcher = execPath.slice(0, -EXECUTABLE_ENDING.length);
  return isThere(launcher) ? launcher : execPath;
}

/** The file of the AppImage that the program runs from; `undefined` for any other, also for one that was started from an AppImage, as in a terminal that is one. */
export function appImageOf(program: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { APPIMAGE: file, APPDIR: mountedAt } = env;
  return file && mountedAt && program.startsWith(`${mountedAt}/`) ? file : undefined;
}
