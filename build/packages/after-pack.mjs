// electron-builder calls it when Electron and the app lie in their folder, before anything is signed: takes out the development runtime's way to start a
// folder with sources, which it leaves in when it gets an unpacked Electron. Graphics in software (libvk_swiftshader, libvulkan) stay: without them, on a
// computer without a graphics card, Chromium starts its graphics process three times in vain before it draws (seen on Electron 22).
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

const STARTER = ['default_app.asar', 'default_app.sha256'];

/** @param {import('electron-builder').AfterPackContext} context */
export async function afterPack({ appOutDir, packager }) {
  for (const name of STARTER) await rm(join(packager.getResourcesDir(appOutDir), name), { force: true });
}
