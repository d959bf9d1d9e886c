import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { bundleCommandLine } from '../../build/command-line-bundle.mjs';
import { commandLineCaches } from '../../build/command-line-caches.mjs';
import { smallProject } from '../support/small-project';
import { runNode } from '../support/processes/run-node';

const SHARED = 'export class Shared {} export const words: string = "umlauts: äöü";';

/** The files, by name, of a command line whose two subcommands share a part, written into a folder. */
async function made() {
  const { root, write } = await smallProject();
  await write('node_modules/keytar/index.js', 'exports.isKeytar = true;');
  await write('main/cli/shared.ts', SHARED);
  await write('main/cli/one.ts', "import { Shared, words } from './shared'; export const one = [new Shared(), words];");
  await write(
    'main/cli/two.ts',
    "import { Shared } from './shared'; import keytar from 'keytar'; export const two = (it) => [it instanceof Shared, keytar.isKeytar];",
  );
  await write(
    'main/cli/index.ts',
    `console.log('started'); const [,, asked] = process.argv;
     if (asked) void import('./one').then(async ({ one }) => console.log(one[1], (await import('./two')).two(one[0])));`,
  );
  const common = { absWorkingDir: root, bundle: true, metafile: true, write: false, logLevel: 'silent' } as const;
  const { files, metafiles } = await bundleCommandLine(common);
  const folder = join(root, 'out');
  for (const [name, text] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return { root, folder, files, metafile: metafiles[0] };
}

it('makes files of which a run loads only those of its subcommand, each once', async () => {
  const { root, folder, files } = await made();
  const entry = join(folder, 'axiom-tokens.cjs');
  expect((await runNode([entry], { cwd: root })).stdout).toBe('started\n');
  const { stdout, stderr } = await runNode([entry, 'all'], { cwd: root });
  // Both have imported the same class.
  expect([stdout, stderr]).toEqual(['started\numlauts: äöü [ true, true ]\n', '']);
  expect([...files.keys()].filter((name) => !/^(one|two|chunk)-[A-Z0-9]+\.cjs$/.test(name)).sort()).toEqual([
    'axiom-tokens.cjs',
    'entry.cjs',
    'fast-path.cjs',
    'keychain-child.cjs',
    'parser.cjs',
  ]);
  expect(files.get('axiom-tokens.cjs')).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(`${files.get('entry.cjs')}${files.get('fast-path.cjs')}${files.get('parser.cjs')}`).not.toContain('umlauts');
  expect(createRequire(entry).resolve('./keychain-child.cjs')).toContain('keychain-child.cjs');
});

it('has what a token needs in three files, of which the later ones are loaded when they are asked for, once, with or without code caches', async () => {
  const { root, write } = await smallProject();
  await write('main/cli/shared.ts', SHARED);
  await write(
    'main/cli/index.ts',
    `import { Shared } from './shared'; console.log('started');
     const parts = () => Promise.all([import('./run-command-line'), import('./session/open-session'), import('./commands/token')]);
     if (process.argv[2]) void parts().then(async ([a, b, c]) => console.log(a.run === b.run, new c.Own() instanceof Shared, a.folder(), (await import('./parse-command-line')).parsed === a.run));`,
  );
  await write('main/cli/run.ts', 'export const run = {};');
  await write('main/cli/run-command-line.ts', "export { run } from './run'; export const folder = () => __dirname;");
  await write('main/cli/session/open-session.ts', "export { run } from '../run';");
  await write('main/cli/parse-command-line.ts', "export { run as parsed } from './run';");
  await write('main/cli/commands/token.ts', "import { Shared } from '../shared'; export class Own extends Shared {}");
  const common = { absWorkingDir: root, bundle: true, metafile: true, write: false, logLevel: 'silent' } as const;
  const { files } = await bundleCommandLine(common);
  expect([...files.keys()].sort()).toEqual([
    'axiom-tokens.cjs',
    'entry.cjs',
    'fast-path.cjs',
    'keychain-child.cjs',
    'parser.cjs',
  ]);
  for (const [name, text] of files) await write(`out/${name}`, text);
  const entry = join(root, 'out/axiom-tokens.cjs');
  const expected = [`started\ntrue true ${join(root, 'out')} true\n`, ''];
  const outcome = async () => {
    const { stdout, stderr } = await runNode([entry, 'all'], { cwd: root });
    return [stdout, stderr];
  };
  expect(await outcome()).toEqual(expected);
  await write('out/fast-path.cjs', 'not a program');
  expect((await runNode([entry], { cwd: root })).stdout).toBe('started\n');
  await write('out/fast-path.cjs', files.get('fast-path.cjs') ?? '');
  for (const [name, cache] of await commandLineCaches(files)) await writeFile(join(root, 'out', name), cache);
  expect(await outcome()).toEqual(expected);
  await write('out/entry.cjs.cache', 'of another Node');
  expect(await outcome()).toEqual(expected);
});

it('reports what is in them, and what is loaded later', async () => {
  const { metafile } = await made();
  const entry = Object.values(metafile?.outputs ?? {}).find(({ entryPoint }) => entryPoint === 'main/cli/index.ts');
  expect(entry?.imports.map(({ kind }) => kind)).toContain('dynamic-import');
  expect(Object.keys(entry?.inputs ?? {})).toEqual(['main/cli/index.ts']);
});

it('loads the modules of Node when they are first used, however they are imported', async () => {
  const { root, write } = await smallProject();
  await write(
    'main/cli/index.ts',
    `import * as dns from 'node:dns'; import http from 'node:http'; import { createGzip } from 'node:zlib'; import { EventEmitter } from 'node:events';
     class Own extends EventEmitter {}
     const used = () => process.moduleLoadList.filter((name) => /^NativeModule (dns|http|zlib)$/.test(name)).length;
     console.log(used(), new Own() instanceof EventEmitter);
     console.log(typeof dns.lookup, typeof http.request, typeof createGzip, used());`,
  );
  const common = { absWorkingDir: root, bundle: true, metafile: true, write: false, logLevel: 'silent' } as const;
  for (const minify of [false, true]) {
    const { files } = await bundleCommandLine({ ...common, minify });
    for (const [name, text] of files) await write(`out/${name}`, text);
    const { stdout, stderr } = await runNode([join(root, 'out/axiom-tokens.cjs')]);
    expect([stdout, stderr]).toEqual(['0 true\nfunction function function 3\n', '']);
  }
});

it('reports the version that the build was given', async () => {
  const { root, write } = await smallProject();
  await write('main/cli/index.ts', "import { version } from '../../package.json'; console.log(version);");
  const common = { absWorkingDir: root, bundle: true, metafile: true, write: false, logLevel: 'silent' } as const;
  const said = async (version?: string) => (await bundleCommandLine(common, version)).files.get('entry.cjs');
  expect(await said()).toContain('"1.0.0"');
  expect(await said('0.0.9')).toContain('"0.0.9"');
});
