// koffi's native modules are in separate packages for each system, and npm installs only this computer's. For another system it is downloaded here and checked with
// the hash in package-lock.json. Called by unpacked-package.mjs.
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CommandError, runCommand } from '../run-command.mjs';
import { SetupError } from '../setup-error.mjs';

/** The package with koffi's native module for a system ("linux-x64" and the like), and the module, from the root. */
export function koffiPaths(/** @type {string} */ target) {
  const folder = `node_modules/@koromix/koffi-${target}`;
  return { folder, native: `${folder}/${target.replace('-', '_')}/koffi.node` };
}

/**
 * Makes sure that the module for `target` is in node_modules.
 * @param {{root: string, target: string, fetch?: typeof fetchPackage}} options `fetch`: replaced in tests
 */
export async function ensureKoffi({ root, target, fetch = fetchPackage }) {
  const { folder, native } = koffiPaths(target);
  const isThere = await access(join(root, native)).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  const locked = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')).packages?.[folder];
  const sum = /^sha512-(\S+)$/.exec(locked?.integrity ?? '')?.[1];
  if (sum === undefined) {
    throw new SetupError(`koffi has no native part for ${target}.`, 'Package for a system that it has one for.');
  }
  const name = folder.replace('node_modules/', '');
  await mkdir(dirname(join(root, folder)), { recursive: true });
  const work = await mkdtemp(join(root, 'node_modules/.koffi-'));
  try {
    const archive = await fetch(`${name}@${locked.version}`, work);
    const found = createHash('sha512')
      .update(await readFile(archive))
      .digest('base64');
    if (found !== sum) {
      throw new SetupError(`What came as ${name} has another hash than package-lock.json says.`, 'Try again later.');
    }
    await runCommand('tar', ['-xzf', archive, '-C', work]);
    await rm(join(root, folder), { recursive: true, force: true });
    await rename(join(work, 'package'), join(root, folder));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @param {string} what name and version @param {string} folder @returns {Promise<string>} the archive */
async function fetchPackage(what, folder) {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  try {
    await runCommand(npm, ['pack', what, '--pack-destination', folder, '--loglevel=error'], { cwd: folder });
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new SetupError(
      `npm could not fetch ${what}.\n${error.output}`,
      'Check the network and the registry in `npm config get registry`, then run the command again.',
    );
  }
  const archive = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (archive === undefined) throw new Error('npm reported success but left no archive');
  return join(folder, archive);
}
