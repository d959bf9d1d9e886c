// @ts-check
// TypeScript code of other tests, made loadable by plain Node: Axiom on this computer, and a backup as the app makes it.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from '../../build/project-root.mjs';

/** Starts a simulator of Axiom that behaves well. @returns {Promise<import('../axiom-simulator/axiom-simulator').AxiomSimulator>} */
export async function startSimulator() {
  const { startAxiomSimulator } = await load('test/axiom-simulator/axiom-simulator.ts');
  return startAxiomSimulator();
}

/** A backup of one account, and its passphrase. @returns {Promise<{bytes: Uint8Array, passphrase: string}>} */
export async function makeBackup() {
  const { backedUp, BACKUP_PASSPHRASE } = await load('test/support/backed-up.ts');
  return { bytes: (await backedUp()).bytes, passphrase: BACKUP_PASSPHRASE };
}

async function load(/** @type {string} */ path) {
  const { build } = await import('esbuild');
  const from = JSON.stringify(pathToFileURL(`${projectRoot}/`).href);
  const { outputFiles } = await build({
    entryPoints: [join(projectRoot, path)],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    // Some of its libraries use `require`.
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(${from});` },
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')}`);
}
