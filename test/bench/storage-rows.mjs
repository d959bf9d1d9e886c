// @ts-check
// Measures how long it takes until a token is safe: in a file, and in a real gnome-keyring of a private session. Used by run.mjs.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openDesktopSession } from '../../build/virtual-desktop/desktop-session.mjs';
import { startContestant, takeTurns } from './contestant.mjs';
import { makeRow } from './rows.mjs';

const NS_PER_MS = 1e6;
const RUNS = 15;

/** @typedef {Awaited<ReturnType<typeof import('./bundle-contestants.mjs').bundleContestants>>} Bundle */

/** @param {Bundle} bundle its folder lies in the project, so on a real disk where the project does */
export async function measureFileSave(bundle) {
  const folder = join(bundle.dir, 'files');
  await mkdir(folder);
  const ours = startContestant(process.execPath, [bundle.pathOf('file-save'), folder]);
  const raw = startContestant(process.execPath, [bundle.pathOf('raw-file-save'), folder]);
  try {
    return [
      await compare({ id: 'file-save', name: 'durable file save / write+fsync+rename+fsync', ours, raw, count: 40 }),
    ];
  } finally {
    await Promise.all([ours.dispose(), raw.dispose()]);
  }
}

/** @param {Bundle} bundle */
export async function measureKeychainSave(bundle) {
  const desktop = await openDesktopSession({ display: false, keyring: 'unlocked', trayHost: false });
  const ours = startContestant(
    process.execPath,
    [bundle.pathOf('keychain-save'), bundle.pathOf('keychain-child')],
    desktop.env,
  );
  const raw = startContestant(process.execPath, [bundle.pathOf('raw-keytar-save')], desktop.env);
  try {
    return [
      await compare({
        id: 'keychain-save',
        name: 'keychain save, read back / raw keytar set+get',
        ours,
        raw,
        count: 40,
      }),
    ];
  } finally {
    await Promise.all([ours.dispose(), raw.dispose()]);
    await desktop.dispose();
  }
}

/** @param {{id: string, name: string, ours: import('./contestant.mjs').Contestant, raw: import('./contestant.mjs').Contestant, count: number}} parts */
async function compare({ id, name, ours, raw, count }) {
  const measured = await takeTurns({ ours: { contestant: ours, count }, raw: { contestant: raw, count } }, RUNS);
  const inMs = (/** @type {string} */ who) => measured(who).map((ns) => ns / NS_PER_MS);
  return makeRow({ id, name, unit: 'ms', values: inMs('ours'), baselines: inMs('raw') });
}
