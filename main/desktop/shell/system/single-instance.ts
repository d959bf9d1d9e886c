// One app per person and data folder: a second start brings the first one's window to the front, tells it what was to be opened, and quits. Called before ready.
// Chromium's own lock says only yes or no; what it leaves in the data folder says why.
import type { App } from 'electron';
import { lstatSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import * as path from 'node:path';

const LOCK = 'SingletonLock';
/** What Chromium puts beside the lock; it takes over what is left there of an earlier run, unless it is a folder. */
const BESIDE_LOCK = ['SingletonSocket', 'SingletonCookie'];

/** `first`: this app may run. `second`: another one runs and was told. The rest: it can neither run nor tell, and `lock` is the file in the way. */
export type Claim =
  | { readonly kind: 'first' | 'second' }
  | { readonly kind: 'foreign'; readonly host: string; readonly lock: string }
  | { readonly kind: 'no-lock'; readonly lock: string };

/** What lies where Chromium keeps its lock: the target of its link, `<host>-<process>`, or nothing of that kind. */
export interface LockOwner {
  readonly host: string;
  readonly pid: number;
}

/** What a start tells the app that runs already, and what is called there at each later start. */
export interface SecondStart {
  readonly tell: Readonly<Record<string, unknown>>;
  /** `told` could be of any program of the person, and of another version of this one. */
  readonly onTold: (told: unknown) => void;
}

/** Asks for the lock. */
export function claimSingleInstance(app: App, platform: NodeJS.Platform, { tell, onTold }: SecondStart): Claim {
  const lock = path.join(app.getPath('userData'), LOCK);
  const self = { host: hostname(), isRunning };
  // Looked at before: Chromium takes the number of a process on another computer for one on this computer, and may end that.
  const before = platform === 'win32' ? undefined : foreignHost(readOwner(lock), self.host);
  if (before !== undefined) return { kind: 'foreign', host: before, lock };
  if (app.requestSingleInstanceLock(tell)) {
    // Of its command line Chromium changes the order.
    app.on('second-instance', (_event, _argv, _directory, told) => onTold(told));
    return { kind: 'first' };
  }
  if (platform === 'win32' || isHeldHere(readOwner(lock), self)) return { kind: 'second' };
  return { kind: 'no-lock', lock: inTheWay(path.dirname(lock), isFolder) };
}

/** Which path keeps Chromium from its lock: a folder beside it, else the lock itself, which lies there as something else or could not be written. Pure. */
export function inTheWay(folder: string, isFolderAt: (path: string) => boolean): string {
  const names = [LOCK, ...BESIDE_LOCK];
  return path.join(folder, names.find((name) => isFolderAt(path.join(folder, name))) ?? LOCK);
}

/** The other computer that a lock names. */
export function foreignHost(owner: LockOwner | undefined, ownHost: string): string | undefined {
  return owner && owner.host !== ownHost ? owner.host : undefined;
}

/** Whether a running program of this computer has the lock. */
export function isHeldHere(
  owner: LockOwner | undefined,
  self: { readonly host: string; readonly isRunning: (pid: number) => boolean },
): boolean {
  return owner !== undefined && owner.host === self.host && self.isRunning(owner.pid);
}

/** Takes the text of a lock apart. `undefined` for anything else. */
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
