// One app per person and data folder: a second start brings the first one's window to the front, passes it the files to open, and quits. Called before ready.
// Chromium's lock only answers yes or no; the files that it leaves in the data folder say why.
import type { App } from 'electron';
import { lstatSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import * as path from 'node:path';

const LOCK = 'SingletonLock';
/** Chromium's other files beside the lock. It replaces those of an earlier run, unless one is a folder. */
const BESIDE_LOCK = ['SingletonSocket', 'SingletonCookie'];

/** `first`: this app may run. `second`: another one runs and was notified. Otherwise neither is possible, and `lock` is the file in the way. */
export type Claim =
  | { readonly kind: 'first' | 'second' }
  | { readonly kind: 'foreign'; readonly host: string; readonly lock: string }
  | { readonly kind: 'no-lock'; readonly lock: string };

/** The target of Chromium's lock link, `<host>-<process>`. */
export interface LockOwner {
  readonly host: string;
  readonly pid: number;
}

/** The data that a start passes to the running app, and the callback there for later starts. */
export interface SecondStart {
  readonly message: Readonly<Record<string, unknown>>;
  /** `message` may come from any program of the user, and from another version of the app. */
  readonly onSecondStart: (message: unknown) => void;
}

/** Requests the lock. */
export function claimSingleInstance(
  app: App,
  platform: NodeJS.Platform,
  { message, onSecondStart }: SecondStart,
): Claim {
  const lock = path.join(app.getPath('userData'), LOCK);
  const self = { host: hostname(), isRunning };
  // Checked before: Chromium takes a process number from another computer for one of this computer, and may kill that process.
  const before = platform === 'win32' ? undefined : foreignHost(readOwner(lock), self.host);
  if (before !== undefined) return { kind: 'foreign', host: before, lock };
  if (app.requestSingleInstanceLock(message)) {
    // Chromium reorders the command line, so the data is passed separately.
    app.on('second-instance', (_event, _argv, _directory, received) => onSecondStart(received));
    return { kind: 'first' };
  }
  if (platform === 'win32' || isHeldHere(readOwner(lock), self)) return { kind: 'second' };
  return { kind: 'no-lock', lock: inTheWay(path.dirname(lock), isFolder) };
}

/** The path that prevents the lock: a folder beside it, else the lock itself, which is something else or could not be written. Pure. */
export function inTheWay(folder: string, isFolderAt: (path: string) => boolean): string {
  const names = [LOCK, ...BESIDE_LOCK];
  return path.join(folder, names.find((name) => isFolderAt(path.join(folder, name))) ?? LOCK);
}

/** The other computer named in a lock. */
export function foreignHost(owner: LockOwner | undefined, ownHost: string): string | undefined {
  return owner && owner.host !== ownHost ? owner.host : undefined;
}

/** Whether a running process of this computer holds the lock. */
export function isHeldHere(
  owner: LockOwner | undefined,
  self: { readonly host: string; readonly isRunning: (pid: number) => boolean },
): boolean {
  return owner !== undefined && owner.host === self.host && self.isRunning(owner.pid);
}

/** Parses the text of a lock. `undefined` for anything else. */
export function parseLock(target: string): LockOwner | undefined {
  const [, host, pid] = /^(.+)-(\d+)$/.exec(target) ?? [];
  return host === undefined ? undefined : { host, pid: Number(pid) };
}

function readOwner(lock: string): LockOwner | undefined {
  try {
    return parseLock(readlinkSync(lock));
  } catch {
    return undefined;
  }
}

function isFolder(each: string): boolean {
  return lstatSync(each, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
