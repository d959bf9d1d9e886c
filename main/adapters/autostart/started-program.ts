// What a person starts. On Linux a package has a small script that looks whether the sandbox can be had, and then starts the executable that lies beside it.

/** The executable's name is the script's, with this behind it. */
const EXECUTABLE_ENDING = '-bin';

/** The script, where one lies beside the executable; else the executable itself. */
export function startedProgram(execPath: string, isThere: (path: string) => boolean): string {
  if (!execPath.endsWith(EXECUTABLE_ENDING)) return execPath;
  const launcher = execPath.slice(0, -EXECUTABLE_ENDING.length);
  return isThere(launcher) ? launcher : execPath;
}
