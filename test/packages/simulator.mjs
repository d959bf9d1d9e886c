// @ts-check
// Axiom on this computer: the simulator of the tests, which is TypeScript, made loadable by Node alone.
import { join } from 'node:path';
import { projectRoot } from '../../build/project-root.mjs';

/** @typedef {import('../axiom-simulator/axiom-simulator').AxiomSimulator} AxiomSimulator */

/** Starts one that behaves well. @returns {Promise<AxiomSimulator>} */
export async function startSimulator() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(projectRoot, 'test/axiom-simulator/axiom-simulator.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  const source = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  /** @type {typeof import('../axiom-simulator/axiom-simulator')} */
  const { startAxiomSimulator } = await import(`data:text/javascript;base64,${source}`);
  return startAxiomSimulator();
}
