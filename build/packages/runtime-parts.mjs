// Finds out which Chromium and Node an Electron contains, by reading its program, which need not be able to run here. Called by sbom.mjs.
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../setup-error.mjs';

/** Texts in the programs of all systems: the user agent, and the address of Node's sources. */
const MARKS = {
  chromium: /Chrome\/(\d+\.\d+\.\d+\.\d+)(?=[^\d.])/,
  node: /node-v(\d+\.\d+\.\d+)\.tar/,
};
/** Longer than any of the texts, so that one across two chunks is found. */
const OVERLAP = 64;

/** Where Electron's code is on macOS; elsewhere it is the program itself. */
const MAC_FRAMEWORK = 'Electron.app/Contents/Frameworks/Electron Framework.framework/Electron Framework';

/**
 * Rejects with a `SetupError` when the program does not contain the versions.
 * @param {{dir: string, executable: string}} runtime
 * @returns {Promise<{chromium: string, node: string}>}
 */
export async function runtimeParts({ dir, executable }) {
  const framework = join(dir, MAC_FRAMEWORK);
  const path = await access(framework).then(
    () => framework,
    () => executable,
  );
  /** @type {{chromium?: string | undefined, node?: string | undefined}} */
  const found = {};
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'latin1', highWaterMark: 1 << 20 })) {
    const text = rest + chunk;
    found.chromium ??= MARKS.chromium.exec(text)?.[1];
    found.node ??= MARKS.node.exec(text)?.[1];
    if (found.chromium !== undefined && found.node !== undefined) return { chromium: found.chromium, node: found.node };
    rest = text.slice(-OVERLAP);
  }
  throw new SetupError(
    `${path} does not say which ${found.chromium === undefined ? 'Chromium' : 'Node'} it is made of, so the list of what is in the packages would be incomplete.`,
    'Use an Electron from its makers; if it is one, correct build/packages/runtime-parts.mjs.',
  );
}
