// Finds out whether the app runs with a data folder even if its socket is missing: by Chromium's single-instance lock there.
import { type FileHandle, open, readlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { errnoOf } from '../../adapters/files/storage-error';

export interface RunningApp {
  readonly pid?: number;
}

/** How the system is asked; the present one's own ways unless a test gives others. */
export interface LookForApp {
  readonly platform: NodeJS.Platform;
  readonly openToWrite: (path: string) => Promise<Pick<FileHandle, 'close'>>;
}

const OWN_WAYS: LookForApp = { platform: process.platform, openToWrite: (path) => open(path, 'r+') };

export async function findRunningApp(
  dataDirectory: string,
  { platform, openToWrite }: LookForApp = OWN_WAYS,
): Promise<RunningApp | undefined> {
  if (platform === 'win32') {
    return (await isHeld(join(dataDirectory, 'lockfile'), openToWrite)) ? {} : undefined;
  }
  const answers = await canConnect(join(dataDirectory, 'SingletonSocket'));
  if (!answers) return undefined;
  // The link's target is `<host>-<process>`.
  const owner = await readlink(join(dataDirectory, 'SingletonLock')).catch(() => '');
  const pid = /-(\d+)$/.exec(owner)?.[1];
  return pid === undefined ? {} : { pid: Number(pid) };
}

/** On Windows the app keeps the file open without letting others write. One that lies there after a power cut can be opened. */
async function isHeld(path: string, openToWrite: LookForApp['openToWrite']): Promise<boolean> {
  try {
    await (await openToWrite(path)).close();
    return false;
  } catch (error) {
    return errnoOf(error) === 'EBUSY';
  }
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
