// Whether the app runs with a data folder, though its broker's socket is not to be had: by what Chromium keeps there for a single instance.
import { readlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';

export interface RunningApp {
  readonly pid?: number;
}

/** Windows has no such files; there it is `undefined`, which says nothing. */
export async function findRunningApp(dataDirectory: string): Promise<RunningApp | undefined> {
  const answers = await canConnect(join(dataDirectory, 'SingletonSocket'));
  if (!answers) return undefined;
  // `<host>-<process>`
  const owner = await readlink(join(dataDirectory, 'SingletonLock')).catch(() => '');
  const pid = /-(\d+)$/.exec(owner)?.[1];
  return pid === undefined ? {} : { pid: Number(pid) };
}

/** Whether somebody listens at a socket. */
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
