// Removes stale sockets of other data folders from the socket folder. Their brokers have ended without removing them, and may never start again.
import { lstat, readdir, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { posix } from 'node:path';
import type { RefreshLock } from '../../core/ports/refresh-lock';
import { errnoOf } from '../files/storage-error';

export interface StaleSocketsParts {
  readonly folder: string;
  /** Absent on Windows, which has no such files. */
  readonly uid: number | undefined;
  /** The lock that a broker holds when it replaces a stale socket. */
  readonly lock: RefreshLock;
  readonly nowMs: () => number;
}

const OF_A_FOLDER = /^broker-[0-9a-f]{8}\.sock$/;
/** A socket that is just being opened also refuses connections for a moment. */
const YOUNG_MS = 60_000;

/** Removes the sockets at which no program listens. Never throws: a socket that cannot be removed does no harm. */
export async function removeStaleSockets(parts: StaleSocketsParts): Promise<void> {
  const names = await readdir(parts.folder).catch(() => []);
  for (const name of names.filter((each) => OF_A_FOLDER.test(each))) {
    await removeLeft(posix.join(parts.folder, name), parts).catch(() => undefined);
  }
}

async function removeLeft(path: string, { uid, lock, nowMs }: StaleSocketsParts): Promise<void> {
  const entry = await lstat(path);
  if (!entry.isSocket() || entry.uid !== uid || nowMs() - entry.ctimeMs < YOUNG_MS || !(await isRefused(path))) return;
  const release = await lock.acquire(`broker-socket:${path}`, 0);
  if (!release) return;
  try {
    const { ino } = await lstat(path);
    if (ino === entry.ino && (await isRefused(path))) await unlink(path);
  } finally {
    release();
  }
}

function isRefused(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', (error) => resolve(errnoOf(error) === 'ECONNREFUSED'));
  });
}
