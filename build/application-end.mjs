// Explains an application that did not end well: killed by a signal, denied the sandbox, or without a screen.
// Used by both forms of `npm start` and by `npm test`. Imports only Node's built-in modules.
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CommandError, runCommand } from './run-command.mjs';
import { SetupError } from './setup-error.mjs';

/** What Chromium, or a package's launcher, prints before it exits because it has no sandbox. */
const NO_SANDBOX =
  /No usable sandbox!|does not let it have its sandbox|The SUID sandbox helper binary was found, but is not configured correctly|The setuid sandbox is not running as root/;

/** What Chromium prints before it exits because it has no screen. */
const NO_SCREEN = /Missing X server or \$DISPLAY|Failed to connect to Wayland display/;

const TAIL_CHARS = 8000;
/** A surviving child process of the application keeps the pipe open; do not wait longer than this for it. */
const LAST_WORDS_MS = 1000;

/** The set-user-id program beside the executable that creates the sandbox where ordinary users may not. It must belong to root. */
const HELPER = 'chrome-sandbox';

/**
 * The message for a system that denies Chromium's sandbox; `undefined` when `output` shows no such problem.
 * @param {{output: string, executable: string}} end what the application wrote to stderr
 */
export function sandboxDenied({ output, executable }) {
  if (!NO_SANDBOX.test(output)) return undefined;
  const helper = quoted(join(dirname(executable), HELPER));
  return new SetupError(
    'This system denies ordinary users the namespaces that the sandbox of the browser engine is made of (AppArmor on Ubuntu, a hardened kernel, or a chroot). Without the sandbox nothing is started.',
    `let the helper that comes with Electron make the sandbox, then run the command again:\n  sudo chown root:root ${helper} && sudo chmod 4755 ${helper}\nOn a disk that allows no set-user-id programs, write an AppArmor profile for ${executable} instead; README, "Troubleshooting", has it.`,
  );
}

/**
 * The exit code of a started application, or a `SetupError` when there is none.
 * @param {{code: number | null, signal: NodeJS.Signals | null, output: string, executable: string}} end `signal` as Node reports it
 */
export function exitCodeOf({ code, signal, output, executable }) {
  if (code === 0) return 0;
  const denied = sandboxDenied({ output, executable });
  if (denied !== undefined) throw denied;
  if (code !== null) return code;
  if (NO_SCREEN.test(output)) {
    throw new SetupError(
      'No window could be opened on the desktop that DISPLAY or WAYLAND_DISPLAY names.',
      'run the command inside your desktop session, as the user whose desktop it is; without both variables a virtual desktop is made.',
    );
  }
  throw new SetupError(
    `The application was ended by the signal ${signal ?? 'unknown'}.`,
    'if you have not ended it yourself, start it again; the folder `logs` in its data folder has its last messages.',
  );
}

/**
 * Keeps the end of what `stream` delivers. Call the result after the program has ended.
 * @param {import('node:stream').Readable} stream
 * @returns {() => Promise<string>}
 */
export function lastWords(stream) {
  let tail = '';
  stream.on('data', (chunk) => {
    tail = (tail + String(chunk)).slice(-TAIL_CHARS);
  });
  const closed = once(stream, 'close');
  return async () => {
    await Promise.race([closed, delay(LAST_WORDS_MS, undefined, { ref: false })]);
    return tail;
  };
}

/** Rejects with a `SetupError` when Electron, started for a moment, reports that it has no sandbox. Not for root, who never has one. */
export async function refuseWithoutSandbox(/** @type {string} */ executable) {
  try {
    await runCommand(executable, ['--version'], { timeoutMs: 30_000 });
  } catch (error) {
    // Only the sandbox is checked here; the tests find anything else.
    const denied = error instanceof CommandError ? sandboxDenied({ output: error.output, executable }) : undefined;
    if (denied !== undefined) throw denied;
  }
}

/** Quotes a path for a shell. */
function quoted(/** @type {string} */ path) {
  return /^[\w/.-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
