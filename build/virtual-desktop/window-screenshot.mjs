// Takes a picture of the application's window on a virtual desktop. Used by tray-printer.mjs and by tests.
import { CommandError, runCommand } from '../run-command.mjs';

/**
 * Writes a PNG of the newest visible window whose title contains `title`.
 * @param {{env: NodeJS.ProcessEnv, title: string, path: string}} options `env` names the display
 * @returns {Promise<boolean>} false when no such window is on the screen
 */
export async function saveWindowScreenshot({ env, title, path }) {
  let ids;
  try {
    ids = await runCommand('xdotool', ['search', '--onlyvisible', '--name', title], { env });
  } catch (error) {
    // xdotool ends with code 1 when it finds nothing.
    if (error instanceof CommandError) return false;
    throw error;
  }
  const id = ids.trim().split('\n').at(-1);
  if (id === undefined || id === '') return false;
  await runCommand('import', ['-window', id, path], { env });
  return true;
}
