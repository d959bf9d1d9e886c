import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleMain } from '../../build/main-bundle.mjs';
import { smallProject } from '../support/small-project';
import { runNode } from '../support/processes/run-node';

const common = { bundle: true, metafile: true, write: false, logLevel: 'silent' } as const;

it.each([[false], [true]])(
  'runs the parts that the start needs at once, and the others on first use; minified: %s',
  async (minify) => {
    const { root, write } = await smallProject();
    await write('node_modules/keytar/index.js', 'exports.isKeytar = true;');
    await write('main/desktop/shared.ts', "console.log('shared runs'); export class Shared {}");
    await write(
      'main/desktop/later.ts',
      "import { Shared } from './shared'; import keytar from 'keytar'; console.log('later runs'); export const later = (it: unknown) => [it instanceof Shared, keytar.isKeytar, __dirname];",
    );
    await write(
      'main/desktop/index.ts',
      `import { Shared } from './shared'; console.log('started');
     void Promise.resolve().then(async () => console.log(...(await import('./later')).later(new Shared())));`,
    );
    const { files, metafile } = await bundleMain({ ...common, minify, absWorkingDir: root }, 'node16.17');
    for (const [name, text] of Object.entries(files)) await write(`out/${name}`, text);
    const { stdout, stderr } = await runNode([join(root, 'out/main.cjs')], { cwd: root });
    // Both files share one class.
    expect([stdout, stderr]).toEqual([`shared runs\nstarted\nlater runs\ntrue true ${join(root, 'out')}\n`, '']);
    const inputs = Object.values(metafile.outputs).flatMap((output) => Object.keys(output.inputs));
    expect(inputs.sort()).toEqual(['main/desktop/index.ts', 'main/desktop/later.ts', 'main/desktop/shared.ts']);
  },
);
