import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { smallProject } from '../support/small-project';

const BUNDLES = [
  'cli/axiom-tokens.cjs',
  'cli/entry.cjs',
  'cli/entry.cjs.cache',
  'cli/fast-path.cjs',
  'cli/keychain-child.cjs',
  'cli/parser.cjs',
  'consent-preload.cjs',
  'keychain-child.cjs',
  'main-parts.cjs',
  'main.cjs',
  'preload.cjs',
  'renderer/consent-prompt.css',
  'renderer/consent-prompt.html',
  'renderer/consent-prompt.js',
  'renderer/index.html',
  'renderer/main.js',
  'renderer/style.css',
  'renderer/third-party-licences.txt',
];
const MAPS = [
  'consent-preload.cjs.map',
  'keychain-child.cjs.map',
  'preload.cjs.map',
  'renderer/consent-prompt.css.map',
  'renderer/consent-prompt.js.map',
  'renderer/main.js.map',
  'renderer/style.css.map',
];

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .sort();
}

describe('npm run build', () => {
  it.each([
    ['for development, with source maps', [], [...BUNDLES, ...MAPS]],
    ['for release, without', ['--release'], BUNDLES],
  ])('rebuilds dist/ %s', async (_what, args, expected) => {
    const { root, run, write } = await smallProject();
    await write('dist/of-another-build.js', '');
    const { code, stdout, stderr } = await run('bundle', args);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^Built dist\/, [\d.]+ (bytes|kB)\n$/);
    const files = await filesIn(join(root, 'dist'));
    expect(files.filter((file) => !file.startsWith('icons/'))).toEqual([...expected].sort());
    expect(files).toEqual(
      expect.arrayContaining(['icons/tray-ring-check-good@2x.png', 'icons/tray-ring-check-good.ico']),
    );
    // None of the icons that only packages need.
    expect(files.filter((file) => file.startsWith('icons/') && !file.startsWith('icons/tray-'))).toEqual([
      'icons/app-256.png',
    ]);
  });

  it.each([
    [[], 'development'],
    [['--release'], 'production'],
  ])('with %j tells libraries that this is %s', async (args, expected) => {
    const { run, write, read } = await smallProject();
    await write('main/desktop/index.ts', 'console.log(process.env.NODE_ENV);');
    await run('bundle', args);
    expect(await read('dist/main.cjs')).toContain(`"${expected}"`);
  });

  it('compiles for the oldest supported runtime, and leaves out the modules that a runtime has', async () => {
    const { run, write, read } = await smallProject();
    await write(
      'main/desktop/index.ts',
      "import { app } from 'electron'; import 'keytar'; app.name ??= String(/[a]/v);",
    );
    await write('renderer/main.tsx', 'document.title ??= String(/[a]/v);');
    await write('renderer/style.css', '.a { .b { inset: 0; } }');
    expect((await run('bundle')).code).toBe(0);
    const main = await read('dist/main.cjs');
    expect(main).toContain('require("electron")');
    expect(main).toContain('require("keytar")');
    for (const text of [main, await read('dist/renderer/main.js')]) {
      expect(text).toMatch(/\?\?= String\(new RegExp\("\[a\]", "v"\)\)/);
    }
    expect(await read('dist/renderer/style.css')).toMatch(/^\.a \.b \{\s+inset: 0;/m);
  });

  it('shows the error of the bundler and the next step', async () => {
    const { run, write } = await smallProject();
    await write('preload/index.ts', "import './missing';");
    const { code, stdout, stderr } = await run('bundle');
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('Could not resolve "./missing"');
    expect(stderr).toContain(
      'The bundler refused the sources; its messages are above.\nNext: Fix them and build again.\n',
    );
  });

  it('checks what went into the bundles', async () => {
    const { run, write } = await smallProject();
    await write('node_modules/zod/index.js', "export const z = 'zod';");
    await write('preload/index.ts', "export { z } from 'zod';");
    expect(await run('bundle')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('The preload script contains zod: node_modules/zod/index.js.') as unknown,
    });
  });

  it('refuses parts of the fault tests', async () => {
    const { run, write } = await smallProject();
    await write('main/desktop/index.ts', "console.log('AXM_FAULT');");
    expect(await run('bundle')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('dist/main.cjs contains a part of the fault tests: AXM_FAULT') as unknown,
    });
  });
});
