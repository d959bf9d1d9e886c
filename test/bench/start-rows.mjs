// @ts-check
// Measures start and memory of the app and of a bare Electron app with one tray icon on the same private desktop. Used by run.mjs.
import { setTimeout as delay } from 'node:timers/promises';
import { openDesktopSession } from '../../build/virtual-desktop/desktop-session.mjs';
import { startDesktopApp } from './desktop-app.mjs';
import { memoryOfTree } from './process-tree.mjs';
import { makeRow } from './rows.mjs';

const START_RUNS = 15;
const MEMORY_RUNS = 3;
const SETTLE_MS = 10_000;

/** @typedef {{executable: string, ours: string, bare: string}} Apps folders of the two applications, and the Electron for both */

/** @param {Apps} apps */
export async function measureStartAndMemory({ executable, ours, bare }) {
  const desktop = await openDesktopSession({ display: true, keyring: 'unlocked', trayHost: true });
  const start = (/** @type {string} */ folder, /** @type {string[]} */ ...args) =>
    startDesktopApp({ desktop, executable, folder, args });
  const startMs = async (/** @type {string} */ folder, /** @type {string[]} */ ...args) => {
    const app = await start(folder, ...args);
    await app.stop();
    return app.trayAfterMs;
  };
  const memory = async (/** @type {string} */ folder, /** @type {string[]} */ ...args) => {
    const app = await start(folder, ...args);
    await delay(SETTLE_MS);
    const mebibytes = await memoryOfTree(app.pid);
    await app.stop();
    return mebibytes;
  };
  try {
    // The first start reads files from the disk, and is not counted.
    await startMs(ours);
    await startMs(bare);
    const startTimes = await inTurn(
      START_RUNS,
      () => startMs(ours, '--hidden'),
      () => startMs(bare),
    );
    const withWindow = await inTurn(
      MEMORY_RUNS,
      () => memory(ours),
      () => memory(bare, '--window'),
    );
    const hidden = await inTurn(
      MEMORY_RUNS,
      () => memory(ours, '--hidden'),
      () => memory(bare),
    );
    return [
      makeRow({ id: 'start-to-tray', name: 'start to tray icon / bare app', unit: 'ms', ...startTimes }),
      makeRow({ id: 'memory-window', name: 'memory, window open / bare app with window', unit: 'MiB', ...withWindow }),
      makeRow({ id: 'memory-hidden', name: 'memory, in the tray / bare app without window', unit: 'MiB', ...hidden }),
    ];
  } finally {
    await desktop.dispose();
  }
}

/**
 * @param {number} runs
 * @param {() => Promise<number>} value
 * @param {() => Promise<number>} baseline
 */
async function inTurn(runs, value, baseline) {
  /** @type {number[]} */
  const values = [];
  /** @type {number[]} */
  const baselines = [];
  for (let run = 0; run < runs; run++) {
    values.push(await value());
    baselines.push(await baseline());
  }
  return { values, baselines };
}
