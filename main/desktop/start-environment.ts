// Corrects the variables that name a person's folders on Linux, before Chromium looks at them: it makes folders of relative ones in the folder that the app
// is started in, and takes the folder for temporary files as the home of somebody who has none. Called by start-options.ts.
import * as path from 'node:path';

/** Those that Electron, this app or its helpers go by. Relative ones do not count, says the XDG Base Directory Specification. */
const XDG_VARIABLES = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_RUNTIME_DIR'];

/**
 * Takes out of `env` what names no folder, and names the home folder there. Returns words for the person about each.
 * @param readHome the system's own record of the home folder; `undefined` when HOME is to stay as it is, and what it throws is thrown
 */
export function correctFolderVariables(env: NodeJS.ProcessEnv, readHome: () => string | undefined): readonly string[] {
  // For Chromium an empty name of a folder is not the same as none.
  if (env['TMPDIR'] === '') delete env['TMPDIR'];
  const notes = XDG_VARIABLES.flatMap((name) => {
    const value = env[name];
    if (!value || path.isAbsolute(value)) return [];
    delete env[name];
    return [`${name} is "${value}", which is not a whole path, so it does not count; the ordinary folder is used.`];
  });
  const { HOME: home } = env;
  if (home && path.isAbsolute(home)) return notes;
  const found = readHome();
  if (found === undefined) return notes;
  env['HOME'] = found;
  const what = home ? `is "${home}", which is not a whole path` : 'is not set';
  return [...notes, `HOME ${what}; ${found} is used, as this computer has it on record for you.`];
}
