// Finds out whether the app runs with a data folder even if its socket is missing: by Chromium's single-instance lock there.
import { readlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

export interface RunningApp {
  readonly pid?: number;
}

/** Always `undefined` on Windows, which has no such file. */
export async function findRunningApp(dataDirectory: string): Promise<RunningApp | undefined> {
  const answers = await canConnect(join(dataDirectory, 'SingletonSocket'));
  if (!answers) return undefined;
  // The link's target is `<host>-<process>`.
  const owner = await readlink(join(dataDirectory, 'SingletonLock')).catch(() => '');
  const pid = /-(\d+)$/.exec(owner)?.[1];
  return pid === undefined ? {} : { pid: Number(pid) };
}

/** Whether something listens at a socket. */
export function canConnect(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
