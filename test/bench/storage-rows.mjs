// @ts-check
// Measures how long it takes until a token is saved: in a file, and in a real gnome-keyring of a private session. Used by run.mjs.
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
  const start = (/** @type {string} */ name, /** @type {string[]} */ ...args) =>
    startContestant(process.execPath, [bundle.pathOf(name), folder, ...args]);
  const ours = start('file-save');
  const raw = start('raw-file-save');
  const readBack = start('raw-file-save', 'read-back');
  try {
    // One save per turn, because the speed of a shared disk changes during longer ones, and because nobody saves twice within a second.
    const count = 1;
    const measured = await takeTurns(
      { ours: { contestant: ours, count }, raw: { contestant: raw, count }, readBack: { contestant: readBack, count } },
      600,
    );
    const name = 'durable file save / write+fsync+rename+fsync';
    return [
      rowOf({ id: 'file-save', name, values: measured('ours'), baselines: measured('raw') }),
      rowOf({
        id: 'file-save-read-back',
        name: 'durable file save / write+fsync+read back+rename+fsync',
        values: measured('ours'),
        baselines: measured('readBack'),
      }),
    ];
  } finally {
    await Promise.all([ours.dispose(), raw.dispose(), readBack.dispose()]);
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
    const count = 40;
    const measured = await takeTurns({ ours: { contestant: ours, count }, raw: { contestant: raw, count } }, 15);
    const name = 'keychain save, read back / raw keytar set+get';
    return [rowOf({ id: 'keychain-save', name, values: measured('ours'), baselines: measured('raw') })];
  } finally {
    await Promise.all([ours.dispose(), raw.dispose()]);
    await desktop.dispose();
  }
}

/**
 * A row in milliseconds.
 * @param {{id: string, name: string, values: readonly number[], baselines: readonly number[]}} measured nanoseconds
 */
function rowOf({ values, baselines, ...what }) {
  const inMs = (/** @type {readonly number[]} */ all) => all.map((ns) => ns / NS_PER_MS);
  return makeRow({ ...what, unit: 'ms', values: inMs(values), baselines: inMs(baselines) });
}
