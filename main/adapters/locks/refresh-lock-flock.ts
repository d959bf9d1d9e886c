// The refresh lock on Linux: a `flock` child that holds a lock file for as long as its standard input is open. When this process dies, however
// that happens, the kernel closes that pipe, the child reads its end and goes, and the lock with it. Made by createRefreshLock.
import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { AxiomTokenError } from '../../core/base/errors';
import { type Clock, MAX_TIMER_MS, type Unsubscribe } from '../../core/ports/clock';
import type { RefreshLock } from '../../core/ports/refresh-lock';
import { prepareLockFile } from './refresh-lock-folder';
import { errnoOf, toStorageError } from '../files/storage-error';

export interface FlockRefreshLockOptions {
  /** Where the lock files are; made with mode 0700 when missing. */
  readonly directory: string;
  readonly clock: Clock;
  /** Where `PATH` is read. Nothing else of it reaches the child. */
  readonly env: NodeJS.ProcessEnv;
}

/** What flock is told to end with when somebody else holds the lock; none of its own codes (sysexits.h). */
const BUSY_EXIT_CODE = 99;
/** A child that neither has the lock nor has given up this long after its time hangs in the file system. */
export const STUCK_AFTER_MS = 5_000;

/** The lock over util-linux's `flock`. It waits in the kernel, in line; `waitMs` below 1 does not wait. */
export function createFlockRefreshLock({ directory, clock, env }: FlockRefreshLockOptions): RefreshLock {
  return {
    async acquire(profileId, waitMs) {
      const path = await prepareLockFile(directory, profileId);
      await makePrivate(path);
      // --no-fork: flock becomes `cat`, so one process holds the lock and its end is the lock's end.
      const patience = waitMs >= 1 ? ['--timeout', (waitMs / 1000).toFixed(3)] : ['--nonblock'];
      const child = spawn(
        'flock',
        ['--no-fork', '--conflict-exit-code', `${BUSY_EXIT_CODE}`, ...patience, path, 'cat'],
        {
          stdio: ['pipe', 'pipe', 'ignore'],
          // C: the seconds have a decimal point. No token of a variable belongs into a child.
          env: { PATH: env.PATH, LC_ALL: 'C' },
          // Out of the terminal's group: Ctrl-C must not take the lock away while a refresh is saved.
          detached: true,
        },
      );
      return holdBy(child, Math.max(0, waitMs), clock);
    },
  };
}

/** flock itself would make the file readable for others, who could then hold the lock. */
async function makePrivate(path: string): Promise<void> {
  try {
    const flags = constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const file = await open(path, flags, 0o600);
    try {
      await file.chmod(0o600);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw toStorageError(error, path, 'write');
  }
}

function holdBy(child: ChildProcess, waitMs: number, clock: Clock): Promise<Unsubscribe | undefined> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      child.stdin?.destroy();
      child.stdout?.destroy();
      child.kill('SIGKILL');
    };
    const cancelGuard = after(clock, waitMs + STUCK_AFTER_MS, () => {
      end();
      reject(unavailable('The file system does not answer when a lock is asked for.'));
    });
    child.once('error', (error) => {
      cancelGuard();
      reject(startFailure(error));
    });
    child.once('exit', (code, signal) => {
      cancelGuard();
      if (code === BUSY_EXIT_CODE) resolve(undefined);
      else reject(unavailable(`The program "flock" gave no lock (${signal ?? `exit code ${code}`}).`));
    });
    // `cat` gives back what it is sent: only then is the lock held and the child surely reading to the end of its input.
    child.stdout?.once('data', () => {
      cancelGuard();
      resolve(end);
    });
    // A child that has ended already takes no input; its exit tells why.
    child.stdin?.on('error', () => undefined);
    child.stdin?.write('\n');
  });
}

/** A timer of any length, in steps that the clock allows. */
function after(clock: Clock, delayMs: number, callback: () => void): Unsubscribe {
  let cancel: Unsubscribe;
  const step = (leftMs: number): void => {
    const partMs = Math.min(leftMs, MAX_TIMER_MS);
    cancel = clock.setTimer(partMs, () => (partMs === leftMs ? callback() : step(leftMs - partMs)));
  };
  step(delayMs);
  return () => cancel();
}

function startFailure(error: Error): AxiomTokenError {
  if (errnoOf(error) !== 'ENOENT') return unavailable('The program "flock" could not be started.', error);
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message: 'The program "flock" is missing, so two programs could refresh at once.',
    remedy: 'Install the package util-linux, then retry. Your tokens are untouched.',
    cause: error,
  });
}

function unavailable(message: string, cause?: Error): AxiomTokenError {
  return new AxiomTokenError('STORAGE_UNAVAILABLE', {
    message,
    remedy: 'Check the drive with the app\u2019s own folder, then retry. Your tokens are untouched.',
    ...(cause ? { cause } : {}),
  });
}
