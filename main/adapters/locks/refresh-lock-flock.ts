// The refresh lock on Linux: a `flock` child process that locks the lock file as long as its standard input is open. However this process dies, the
// kernel closes that pipe, the child reads the end of its input and exits, and the lock is free. Made by createRefreshLock.
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { AxiomTokenError } from '../../core/base/errors';
import { startDeadline } from '../../core/flow/deadline';
import type { Clock, Unsubscribe } from '../../core/ports/clock';
import type { RefreshLock } from '../../core/ports/refresh-lock';
import { prepareLockFile } from './refresh-lock-folder';
import { errnoOf, toStorageError } from '../files/storage-error';

export interface FlockRefreshLockOptions {
  /** The state folder; made when missing. */
  readonly directory: string;
  readonly clock: Clock;
  /** The environment; only its `PATH` is passed to the child. */
  readonly env: NodeJS.ProcessEnv;
}

/** The exit code when another process holds the lock; flock itself uses other codes (sysexits.h). */
const BUSY_EXIT_CODE = 99;
/** If a child has no result this long after its timeout, it hangs in the file system. */
export const STUCK_AFTER_MS = 5_000;

/** The lock over util-linux's `flock`. Waiting processes queue in the kernel; with `waitMs` below 1 it does not wait. */
export function createFlockRefreshLock({ directory, clock, env }: FlockRefreshLockOptions): RefreshLock {
  return {
    async acquire(place, waitMs) {
      const path = await prepareLockFile(directory, place);
      await makePrivate(path);
      // --no-fork: flock becomes `cat`, so one process holds the lock, and the lock is free when it ends.
      const timeoutArguments = waitMs >= 1 ? ['--timeout', (waitMs / 1000).toFixed(3)] : ['--nonblock'];
      const child = spawn(
        'flock',
        ['--no-fork', '--conflict-exit-code', `${BUSY_EXIT_CODE}`, ...timeoutArguments, path, 'cat'],
        {
          stdio: ['pipe', 'pipe', 'ignore'],
          // LC_ALL=C: the seconds have a decimal point. No other variable: one may hold a token.
          env: { PATH: env.PATH, LC_ALL: 'C' },
          // Not in the terminal's process group: Ctrl-C must not release the lock while a refresh is being saved.
          detached: true,
        },
      );
      return waitForLock(child, Math.max(0, waitMs), clock);
    },
  };
}

/** Makes the lock file with mode 0600. flock itself would make it readable for others, and every user who can read it can lock it. */
async function makePrivate(path: string): Promise<void> {
  try {
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const file = await open(path, flags, 0o600);
    try {
      // flock would wait for a pipe's writer.
      if (!(await file.stat()).isFile()) throw notAFile(path);
      await file.chmod(0o600);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw toStorageError(error, path, 'write');
  }
}

function waitForLock(child: ChildProcess, waitMs: number, clock: Clock): Promise<Unsubscribe | undefined> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      child.stdin?.destroy();
      child.stdout?.destroy();
      child.kill('SIGKILL');
    };
    const cancelGuard = startDeadline(clock, waitMs + STUCK_AFTER_MS, () => {
      end();
      reject(unavailable('The drive with the app\u2019s own folder does not answer, so nothing is refreshed.'));
    });
    child.once('error', (error) => {
      cancelGuard();
      reject(startFailure(error));
    });
    child.once('exit', (code, signal) => {
      cancelGuard();
      if (code === BUSY_EXIT_CODE) resolve(undefined);
      else reject(unavailable(NO_LOCK, new Error(`flock ended with ${signal ?? `exit code ${code}`}`)));
    });
    // When `cat` echoes the line, the lock is held and the child certainly reads its input to the end.
    child.stdout?.once('data', () => {
      cancelGuard();
      resolve(end);
    });
    // Writing to a child that has ended fails; its exit code gives the reason.
    child.stdin?.on('error', () => undefined);
    child.stdin?.write('\n');
  });
}

/** The name of the program and the reason are only in the log. */
const NO_LOCK =
  'The lock that keeps two programs from refreshing at the same time does not work just now, so nothing is refreshed.';

function startFailure(error: Error): AxiomTokenError {
  if (errnoOf(error) !== 'ENOENT') return unavailable(NO_LOCK, error);
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: 'The lock that keeps two programs from refreshing at the same time is missing, so nothing is refreshed.',
    remedy: 'README.md, "Troubleshooting", says what to install. Your tokens are untouched.',
    cause: error,
  });
}

function notAFile(path: string): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: `${path} is not an ordinary file, so it cannot be locked, and nothing is refreshed.`,
    remedy: 'Move it away; the app then makes a new one itself. Your tokens are untouched.',
  });
}

function unavailable(message: string, cause?: Error): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message,
    remedy: 'Check the drive with the app\u2019s own folder, then retry. Your tokens are untouched.',
    ...(cause ? { cause } : {}),
  });
}
