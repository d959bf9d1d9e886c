// electron-builder calls it when Electron and the app lie in their folder, before anything is signed: takes out what this app does not use.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The development runtime's way to start a folder with sources; electron-builder leaves it in when it gets an unpacked Electron. */
const STARTER = ['default_app.asar', 'default_app.sha256'];

/** Graphics in software for WebGL and Vulkan, which no page here has. Chromium draws pages without a graphics card by itself. @type {Record<string, readonly string[]>} */
const SOFTWARE_GRAPHICS = {
  linux: ['libvk_swiftshader.so', 'vk_swiftshader_icd.json', 'libvulkan.so.1'],
  win32: ['vk_swiftshader.dll', 'vk_swiftshader_icd.json', 'vulkan-1.dll'],
  darwin: ['libvk_swiftshader.dylib', 'vk_swiftshader_icd.json'],
};

/**
 * The paths that go, from the folder that electron-builder packs into.
 * @param {{platform: string, productFilename: string}} packed
 */
export function unusedFiles({ platform, productFilename }) {
  const isMac = platform === 'darwin';
  const contents = isMac ? `${productFilename}.app/Contents` : '.';
  const resources = isMac ? `${contents}/Resources` : 'resources';
  const libraries = isMac ? `${contents}/Frameworks/Electron Framework.framework/Versions/A/Libraries` : '.';
  return [
    ...STARTER.map((name) => join(resources, name)),
    ...(SOFTWARE_GRAPHICS[platform] ?? []).map((name) => join(libraries, name)),
  ];
}

/** @param {import('electron-builder').AfterPackContext} context */
export async function afterPack({ appOutDir, electronPlatformName: platform, packager }) {
  const { productFilename } = packager.appInfo;
  for (const path of unusedFiles({ platform, productFilename })) await rm(join(appOutDir, path), { force: true });
}
