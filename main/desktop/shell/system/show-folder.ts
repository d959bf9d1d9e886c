// Shows a folder in the desktop's file manager.
import { shell } from 'electron';
import { spawn } from 'node:child_process';
import { AxiomTokenError } from '../../../core/base/errors';
import type { Clock } from '../../../core/ports/clock';

/** A file manager that still runs after this time has opened: some desktops end the starting program only when the window is closed. */
const OPENED_AFTER_MS = 3_000;

/** @throws AxiomTokenError `STORAGE_UNAVAILABLE`, with the folder's path, when the folder cannot be shown */
export async function showFolder(folder: string, clock: Clock): Promise<void> {
  let cancel = (): void => undefined;
  const stillOpen = new Promise<string>((resolve) => {
    cancel = clock.setTimer(OPENED_AFTER_MS, () => resolve(''));
  });
  const complaint = await Promise.race([
    process.platform === 'linux' ? xdgOpen(folder) : shell.openPath(folder),
    stillOpen,
  ]);
  cancel();
  if (complaint === '') return;
  throw new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: 'This desktop has no file manager that could show the folder, or the folder is missing.',
    remedy: `The log is in ${folder}. Open it in a terminal.`,
    cause: new Error(complaint),
  });
}

/** The error, else an empty text. Started as our own process: Electron would block until the program has ended. */
function xdgOpen(folder: string): Promise<string> {
  return new Promise((resolve) => {
    const program = spawn('xdg-open', [folder], { stdio: 'ignore', detached: true });
    program.once('error', (error) => resolve(error.message));
    program.once('exit', (code) => resolve(code === 0 ? '' : `xdg-open ended with ${code}`));
    program.unref();
  });
}
