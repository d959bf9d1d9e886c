// The bundles of main are compiled and checked on the Node that runs this test: `npm run test:electron45` runs it on the Nodes that Electron 45 can have. Nothing is started, because that needs Electron.
import { readdir, readFile } from 'node:fs/promises';
import { createRequire, isBuiltin } from 'node:module';
import { join } from 'node:path';
import type Koffi from 'koffi';
import { expect, it } from 'vitest';
import { projectRoot } from '../../build/project-root.mjs';
import { runCommand } from '../../build/run-command.mjs';
import { asksNodeFor } from './asks-node-for';

const require = createRequire(import.meta.url);
const DIST = join(projectRoot, 'dist');
const bundles = (await readdir(DIST, { recursive: true })).filter((name) => name.endsWith('.cjs')).sort();

it('is the Node of Electron 45, by its major version', () => {
  expect(process.versions.node).toMatch(/^24\./);
});

it('there are the bundles of main, keychain child, preload scripts and command line', () => {
  const main = ['main.cjs', 'keychain-child.cjs', 'preload.cjs', 'consent-preload.cjs', 'cli/axiom-tokens.cjs'];
  expect(bundles).toEqual(expect.arrayContaining(main));
});

// Compiles every function: otherwise V8 parses one completely only when it is called.
it.each(bundles)('%s can be compiled', async (name) => {
  expect(await runCommand(process.execPath, ['--no-lazy', '--check', join(DIST, name)])).toBe('');
});

it('code that cannot be compiled is reported', async () => {
  const broken = ['--no-lazy', '--check', '-'];
  await expect(runCommand(process.execPath, broken, { input: 'const f = () => { let a; let a; };' })).rejects.toThrow(
    'exit code 1',
  );
});

it('they use nothing of Node that it does not have', async () => {
  const texts = await Promise.all(bundles.map((name) => readFile(join(DIST, name), 'utf8')));
  const asked = texts.flatMap(asksNodeFor);
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter(({ module, key }) => !isBuiltin(module) || !(key in require(module)))).toEqual([]);
});

it('what Node does not have is reported', () => {
  const part = (module: string, use: string) => `"./a.cjs": function () {
var import_b = $lazy("node:${module}");
${use}
}`;
  const bundle = [part('fs', 'import_b.readFileSync();'), part('util', 'import_b.noSuchCall();')].join(',\n');
  expect(asksNodeFor(bundle)).toEqual([
    { module: 'fs', key: 'readFileSync' },
    { module: 'util', key: 'noSuchCall' },
  ]);
});

it('koffi calls a function of the system, and keytar has its native part', async () => {
  const koffi = require('koffi') as typeof Koffi;
  expect(koffi.load('libc.so.6').func('int getpid()')()).toBe(process.pid);
  const keytar = "const { findCredentials } = require('keytar'); console.log(typeof findCredentials);";
  expect(await runCommand(process.execPath, ['-e', keytar], { cwd: projectRoot })).toBe('function\n');
});
