// Bundles the command line as the build does, into its own folder below node_modules, where it can find native modules.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleCommandLine, COMMAND_LINE_ENTRY } from '../../../build/command-line-bundle.mjs';
import type { BundledProgram } from '../bundle-program';

export async function bundleForTests(): Promise<BundledProgram> {
  const root = process.cwd();
  const { files } = await bundleCommandLine({
    absWorkingDir: root,
    bundle: true,
    metafile: true,
    write: false,
    legalComments: 'none',
    logLevel: 'error',
  });
  const cache = join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'axiom-tokens-'));
  for (const [name, text] of files) await writeFile(join(folder, name), text);
  const dispose = () => rm(folder, { recursive: true, force: true });
  return { path: join(folder, COMMAND_LINE_ENTRY), folder, dispose };
}
