// @ts-check
// Measures how long it takes until a token is safe: in a file, and in a real gnome-keyring of a private session. Used by run.mjs.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openDesktopSession } from '../../build/virtual-desktop/desktop-session.mjs';
import { startContestant, takeTurns } from './contestant.mjs';
import { makeRow } from './rows.mjs';

const NS_PER_MS = 1e6;

/** @typedef {Awaited<ReturnType<typeof import('./bundle-contestants.mjs').bundleContestants>>} Bundle */

/** @param {Bundle} bundle its folder lies in the project, so on a real disk where the project does */
export async function measureFileSave(bundle) {
  const folder = join(bundle.dir, 'files');
  await mkdir(folder);
  const ours = startContestant(process.execPath, [bundle.pathOf('file-save'), folder]);
  const raw = startContestant(process.execPath, [bundle.pathOf('raw-file-save'), folder]);
  try {
    // One save a turn, because a disk that others use too changes its pace within a longer one, and because nobody saves twice within a second.
    const name = 'durable file save / write+fsync+rename+fsync';
    return [await compare({ id: 'file-save', name, ours, raw, count: 1, runs: 600 })];
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
    const name = 'keychain save, read back / raw keytar set+get';
    return [await compare({ id: 'keychain-save', name, ours, raw, count: 40, runs: 15 })];
  } finally {
    await Promise.all([ours.dispose(), raw.dispose()]);
    await desktop.dispose();
  }
}

/** @param {{id: string, name: string, ours: import('./contestant.mjs').Contestant, raw: import('./contestant.mjs').Contestant, count: number, runs: number}} parts */
async function compare({ id, name, ours, raw, count, runs }) {
  const measured = await takeTurns({ ours: { contestant: ours, count }, raw: { contestant: raw, count } }, runs);
  const inMs = (/** @type {string} */ who) => measured(who).map((ns) => ns / NS_PER_MS);
  return makeRow({ id, name, unit: 'ms', values: inMs('ours'), baselines: inMs('raw') });
}
