// @ts-check
// The release bundle in a separate folder, so that the bench measures what ships and does not change dist/. Used by run.mjs.
import { cp, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from '../../build/bundle.mjs';

/** What is bundled, or loaded by the bundle. */
const SHARED = ['build', 'main', 'preload', 'renderer', 'node_modules'];

/**
 * @param {{root: string, dir: string}} options `dir` gets the folder
 * @returns {Promise<string>} a folder that Electron takes as the application
 */
export async function makeReleaseApp({ root, dir }) {
  const app = join(dir, 'release-app');
  await mkdir(app);
  for (const name of SHARED) await symlink(join(root, name), join(app, name));
  await cp(join(root, 'package.json'), join(app, 'package.json'));
  await bundle({ root: app, isRelease: true });
  return app;
}
