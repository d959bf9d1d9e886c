// Makes the app's own D-Bus client, which is TypeScript, loadable by plain Node. Used by bus-connection.mjs.
import { join } from 'node:path';
import { projectRoot } from '../project-root.mjs';

/** @typedef {typeof import('../../main/adapters/d-bus/connection')} BusClient */

/** @type {Promise<BusClient> | undefined} */
let loaded;

/**
 * The client; bundled at the first call.
 * @returns {Promise<BusClient>}
 */
export function loadBusClient() {
  loaded ??= load();
  return loaded;
}

async function load() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(projectRoot, 'main/adapters/d-bus/connection.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')}`);
}
