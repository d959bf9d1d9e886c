// @ts-check
// Measures what accumulates over many refreshes: descriptors, threads and memory of the main process at the end, compared with soon after the start. Real keychain,
// tokens of 20 s, and so a refresh and a process for the keychain every ten seconds. Used by run.mjs.
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';
import { openDesktopSession } from '../../build/virtual-desktop/desktop-session.mjs';
import { startContestant } from './contestant.mjs';
import { startDesktopApp } from './desktop-app.mjs';
import { ownMemoryOf } from './process-tree.mjs';
import { makeRow } from './rows.mjs';

/** Refreshes after which everything is loaded that is loaded on first use. */
const FIRST_REFRESHES = 6;
/** AXIOM_REFRESHES=500 takes an hour and a half. */
const REFRESHES = Number(process.env['AXIOM_REFRESHES'] ?? 24);
/** The last child has ended, and its descriptors are closed. */
const SETTLE_MS = 7_000;
const COLLECT_MS = 1_000;
const LOOK_MS = 500;
const COLLECTOR = fileURLToPath(new URL('collect-garbage.cjs', import.meta.url));

/**
 * @param {import('./start-rows.mjs').Apps} apps
 * @param {import('./idle-rows.mjs').Bundle} bundle
 */
export async function measureSoak({ executable, ours }, bundle) {
  const desktop = await openDesktopSession({ display: true, keyring: 'unlocked', trayHost: true });
  const program = [bundle.pathOf('refreshing-site'), bundle.pathOf('keychain-child')];
  const site = startContestant(process.execPath, program, desktop.env);
  try {
    const [port = NaN] = await site.measure(1);
    const base = `http://127.0.0.1:${port}`;
    const env = { AXIOM_API_BASE: base, AXIOM_SITE_BASE: base, NODE_OPTIONS: `--require ${COLLECTOR}` };
    const args = ['--hidden', '--js-flags=--expose-gc'];
    const app = await startDesktopApp({ desktop, executable, folder: ours, args, env });
    const after = async (/** @type {number} */ count) => {
      while (((await site.measure(1))[1] ?? 0) < count) await delay(LOOK_MS);
      await delay(SETTLE_MS);
      process.kill(app.pid, 'SIGUSR2');
      await delay(COLLECT_MS);
      const lengthOf = async (/** @type {string} */ what) => (await readdir(`/proc/${app.pid}/${what}`)).length;
      return { descriptors: await lengthOf('fd'), threads: await lengthOf('task'), memory: await ownMemoryOf(app.pid) };
    };
    const first = await after(FIRST_REFRESHES);
    const last = await after(FIRST_REFRESHES + REFRESHES);
    await app.stop();
    const row = (/** @type {keyof typeof first} */ what, /** @type {string} */ unit) => {
      const name = `${what} of main, after ${REFRESHES} refreshes / before`;
      return makeRow({ id: `soak-${what}`, name, unit, values: [last[what]], baselines: [first[what]] });
    };
    return [row('descriptors', ''), row('threads', ''), row('memory', 'MiB')];
  } finally {
    await site.dispose();
    await desktop.dispose();
  }
}
