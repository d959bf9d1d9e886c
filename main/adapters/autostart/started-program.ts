// Finds what the user starts, which may not be the running executable. On Linux a package has a launcher script that checks whether the sandbox is possible and
// then starts the executable beside it. The content of an AppImage is mounted at another path with each start.

/** The name of the executable is that of the script with this ending. */
const EXECUTABLE_ENDING = '-bin';

/** The launcher script if there is one beside the executable; else the executable itself. */
export function startedProgram(execPath: string, isThere: (path: string) => boolean): string {
  if (!execPath.endsWith(EXECUTABLE_ENDING)) return execPath;
  const launcher = execPath.slice(0, -EXECUTABLE_ENDING.length);
  return isThere(launcher) ? launcher : execPath;
}

/** The AppImage file that the program runs from; else `undefined`, also for a program that was only started by an AppImage, such as a terminal. */
export function appImageOf(program: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { APPIMAGE: file, APPDIR: mountedAt } = env;
  return file && mountedAt && program.startsWith(`${mountedAt}/`) ? file : undefined;
}
