// Starts a long-running helper program that must not outlive this process, and stops it again.
// Used by the parts of the virtual desktop. Must not know what the programs do.
import { spawn } from 'node:child_process';
import { openSync, closeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

const STOP_TIMEOUT_MS = 2000;

/**
 * @typedef {object} OwnedProcess
 * @property {number} pid
 * @property {import('node:child_process').ChildProcess} child
 * @property {() => boolean} isRunning
 * @property {(signal?: NodeJS.Signals) => Promise<void>} stop SIGTERM (or `signal`), then SIGKILL; resolves when it has ended
 */

/** @typedef {{uid: number, gid: number}} Person an ordinary user as whom root starts something */

/**
 * Starts `command`; the kernel kills it when this process ends in any way.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{env: NodeJS.ProcessEnv, logFile: string, extraPipe?: boolean, input?: string, person?: Person | undefined}} options
 *   `extraPipe` opens file descriptor 3 for reading from the program; it runs as `person`, and as this user without one
 * @returns {OwnedProcess}
 */
export function startOwnedProcess(command, args, { env, logFile, extraPipe = false, input, person }) {
  const log = openSync(logFile, 'a');
  const stdio = /** @type {('pipe' | number)[]} */ (['pipe', log, log, ...(extraPipe ? ['pipe'] : [])]);
  // Detached: a Ctrl-C in the terminal must reach only this process, which ends its helpers in the right order.
  const setpriv = [...asPerson(person), '--pdeathsig', 'KILL', '--', command, ...args];
  const child = spawn('setpriv', setpriv, { env, stdio, detached: true });
  closeSync(log);
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  let isRunning = true;
  const gone = new Promise((resolve) => {
    const end = () => {
      isRunning = false;
      resolve(undefined);
    };
    child.once('exit', end);
    child.once('error', end);
  });
  return {
    pid: child.pid ?? -1,
    child,
    isRunning: () => isRunning,
    async stop(signal = 'SIGTERM') {
      if (isRunning) child.kill(signal);
      // A stopped process handles SIGTERM only after SIGCONT.
      if (isRunning) child.kill('SIGCONT');
      await Promise.race([gone, delay(STOP_TIMEOUT_MS, undefined, { ref: false })]);
      if (isRunning) child.kill('SIGKILL');
      await gone;
    },
  };
}

/** Arguments of `setpriv` that run a program as that user, without any of root's privileges. */
export function asPerson(/** @type {Person | undefined} */ person) {
  return person ? ['--reuid', String(person.uid), '--regid', String(person.gid), '--clear-groups'] : [];
}

/**
 * Calls `isReady` every 15 ms until it is true; rejects with `what` and the end of the log after `timeoutMs` or when the
 * program has ended.
 * @param {{what: string, process: OwnedProcess, isReady: () => Promise<boolean>, readLog: () => Promise<string>, timeoutMs?: number}} options
 */
export async function waitUntilReady({ what, process: owned, isReady, readLog, timeoutMs = 10_000 }) {
  const endsAt = performance.now() + timeoutMs;
  while (!(await isReady())) {
    if (!owned.isRunning() || performance.now() > endsAt) {
      throw new Error(`${what} did not start.\n${(await readLog()).slice(-2000)}`);
    }
    await delay(15);
  }
}
