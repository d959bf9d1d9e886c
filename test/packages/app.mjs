// @ts-check
// One run of the installed app as the person starts it.
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import { extractFile } from '@electron/asar';
import { poll } from './poll.mjs';
import { findUnsandboxed, readProcesses, sandboxKind } from './processes.mjs';
import { processesOfUser } from './scratch.mjs';
import { demand } from './trial.mjs';

const LOG_CHARS = 1200;
let runs = 0;

/** @typedef {Awaited<ReturnType<typeof startApp>>} RunningApp */

/**
 * @param {{scratch: import('./scratch.mjs').Scratch, stage: import('./stage.mjs').Stage, world: import('./world.mjs').World, command: readonly string[], env?: Record<string, string>}} options
 */
export async function startApp({ scratch, stage, world, command, env = {} }) {
  runs += 1;
  const logFile = join(scratch.dir, `app-${runs}.log`);
  const others = new Set(await processesOfUser(scratch.person.uid));
  const ours = async () => (await processesOfUser(scratch.person.uid)).filter((pid) => !others.has(pid));
  const running = world.start(command, { env: { ...stage.env, ...env }, logFile });
  const said = () => readFile(logFile, 'utf8').catch(() => '');
  const ended = () => poll('the app has ended', () => !running.isRunning());
  const withItsWords = async (/** @type {unknown} */ error) => {
    const end = running.isRunning() ? '' : ` It ended with ${running.child.exitCode ?? running.child.signalCode}.`;
    throw new Error(
      `${error instanceof Error ? error.message : String(error)}.${end} It said: ${(await said()).slice(-LOG_CHARS)}`,
    );
  };
  return {
    isRunning: running.isRunning,
    said,
    ended,
    exitCode: () => running.child.exitCode,
    /** @template T @param {Promise<T>} work @returns {Promise<T>} fails with the app's output, at once when the app has ended */
    async meanwhile(work) {
      const isOver = poll('', () => !running.isRunning(), 600_000).then(() => {
        throw new Error('the app ended by itself');
      });
      return Promise.race([work, isOver]).catch(withItsWords);
    },
    /** Waits for a page, then checks the sandbox; resolves with its kind. */
    async demandSandbox() {
      await poll('there is a page', async () =>
        (await readProcesses(await ours())).some(({ type }) => type === 'renderer'),
      );
      let wrong = [''];
      // A process enters its sandbox a moment after its start.
      await poll('', async () => (wrong = findUnsandboxed(await readProcesses(await ours()))).length === 0, 5000).catch(
        () => undefined,
      );
      demand(wrong.length === 0, wrong.join(', '));
      return sandboxKind(await readProcesses(await ours()));
    },
    /** The version that really runs: of the archive that its main process has open, even if another one is in its place by now. */
    async version() {
      for (const pid of await ours()) {
        for (const name of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
          const open = `/proc/${pid}/fd/${name}`;
          if (!/\/app\.asar(?: \(deleted\))?$/.test(await readlink(open).catch(() => ''))) continue;
          // Only the person can read the mount of an AppImage, not even root.
          const copy = join(String(stage.desktop.env['TMPDIR']), `running-${pid}.asar`);
          await world.asPerson(['cp', open, copy], { env: stage.env });
          return String(JSON.parse(extractFile(copy, 'package.json').toString('utf8')).version);
        }
      }
      throw new Error('no process of the app has its archive open');
    },
    /** Quits by the tray. */
    async quit() {
      await stage.trayHost.click('Quit');
      await ended().catch(withItsWords);
      demand(
        running.child.exitCode === 0,
        `it quit with ${running.child.exitCode ?? running.child.signalCode}: ${(await said()).slice(-LOG_CHARS)}`,
      );
      await poll('no process of it is left', async () => (await ours()).length === 0);
    },
    allGone: () => poll('no process of it is left', async () => (await ours()).length === 0),
    stop: () => running.stop(),
  };
}
