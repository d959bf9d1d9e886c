// Corrects the Linux variables that name folders, before Chromium reads them: it resolves relative ones against the working folder, and uses the folder for
// temporary files as the home of a user without one. Called by start-options.ts.
import * as path from 'node:path';

/** Variables that Electron, this app or its helpers use. The XDG Base Directory Specification ignores relative paths. */
const XDG_VARIABLES = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_RUNTIME_DIR'];

/**
 * Removes invalid folder variables from `env`, and sets `HOME` if needed. Returns a message for the user about each change.
 * @param readHome the system's record of the home folder; it may return `undefined`, then HOME is left unchanged; its errors are passed on
 */
export function correctFolderVariables(env: NodeJS.ProcessEnv, readHome: () => string | undefined): readonly string[] {
  // Chromium does not treat an empty name like a missing one.
  if (env['TMPDIR'] === '') delete env['TMPDIR'];
  const notes = XDG_VARIABLES.flatMap((name) => {
    const value = env[name];
    if (!value || path.isAbsolute(value)) return [];
    delete env[name];
    return [`${name} is "${value}", which is not an absolute path, so it is ignored; the usual folder is used.`];
  });
  const { HOME: home } = env;
  if (home && path.isAbsolute(home)) return notes;
  const found = readHome();
  if (found === undefined) return notes;
  env['HOME'] = found;
  const what = home ? `is "${home}", which is not an absolute path` : 'is not set';
  return [...notes, `HOME ${what}; ${found} is used, which is your home folder in this computer's user database.`];
}
