// Called by electron-builder when Electron and the app are in their folder and nothing is signed yet. Adds the command line, and removes the
// development runtime's default app, which electron-builder keeps when it gets an unpacked Electron. The software graphics libraries (libvk_swiftshader, libvulkan) stay: without them, on a
// computer without a graphics card, Chromium starts its graphics process three times in vain before it draws (seen on Electron 22).
import { constants } from 'node:fs';
import { copyFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { COMMAND_LINE_PARTS, NODE_LICENCE } from './command-line/command-line-folder.mjs';
import { executableName } from './command-line/single-executable.mjs';

const STARTER = ['default_app.asar', 'default_app.sha256'];

const PARTS = join(import.meta.dirname, '../..', COMMAND_LINE_PARTS);

/** @param {import('electron-builder').AfterPackContext} context @param {string} [parts] the folder with the command line; tests pass another one */
export async function afterPack({ appOutDir, packager }, parts = PARTS) {
  const resources = packager.getResourcesDir(appOutDir);
  for (const name of STARTER) await rm(join(resources, name), { force: true });
  const name = executableName();
  // The command line exists only for this computer's own system.
  if (!(await readdir(parts)).includes(name)) return;
  const programs = process.platform === 'darwin' ? join(resources, '../MacOS') : appOutDir;
  await copyFile(join(parts, name), join(programs, name), constants.COPYFILE_FICLONE);
  await copyFile(join(parts, NODE_LICENCE), join(resources, NODE_LICENCE));
}
