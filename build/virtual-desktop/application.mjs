// One run of an Electron application on a virtual desktop; ends it together with all its child processes.
// Used by `npm start` without a display and by tests. Must not know what the application does.
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

const QUIT_TIMEOUT_MS = 8000;

/**
 * @typedef {object} Application
 * @property {number} pid
 * @property {import('node:stream').Readable} stdout
 * @property {import('node:stream').Readable} stderr
 * @property {Promise<number>} exited exit code; 128 when a signal ended it
 * @property {Promise<{code: number | null, signal: NodeJS.Signals | null}>} ended how it ended; one of the two is set
 * @property {() => Promise<void>} stop asks it to quit, kills it and its children when it does not within 8 s
 * @property {() => Promise<void>} kill SIGKILL to it and its children at once
 */

/**
 * @param {{executable: string, args: readonly string[], env: NodeJS.ProcessEnv}} options as root `--no-sandbox` is added,
 *   without which Chromium refuses to start
 * @returns {Application}
 */
export function startApplication({ executable, args, env }) {
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  // Its own process group: a Ctrl-C in the terminal reaches only this script, and all children can be killed together.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', executable, ...sandbox, ...args], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const pid = child.pid ?? -1;
  let isRunning = true;
  /** @type {Application['ended']} */
  const ended = new Promise((resolve) => {
    const end = (/** @type {number | null} */ code, /** @type {NodeJS.Signals | null} */ signal) => {
      isRunning = false;
      resolve({ code, signal });
    };
    child.once('exit', end);
    child.once('error', () => end(1, null));
  });
  const exited = ended.then(({ code }) => code ?? 128);
  const killGroup = () => {
    try {
      if (pid > 0) process.kill(-pid, 'SIGKILL');
    } catch {
      // The process group has no process any more.
    }
  };
  return {
    pid,
    stdout: child.stdout,
    stderr: child.stderr,
    exited,
    ended,
    async stop() {
      if (isRunning) child.kill('SIGTERM');
      await Promise.race([exited, delay(QUIT_TIMEOUT_MS, undefined, { ref: false })]);
      killGroup();
      await exited;
    },
    async kill() {
      killGroup();
      await exited;
    },
  };
}
