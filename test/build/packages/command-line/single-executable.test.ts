// A real one, made once: this computer's Node with a small command line in it.
import { chmod, cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { execFile, fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executableName, singleExecutable } from '../../../../build/packages/command-line/single-executable.mjs';
import { asFunction } from '../../../../build/command-line-bundle.mjs';
import { makeTemporaryFolder } from '../../../support/temporary-folder';

const PROJECT = join(import.meta.dirname, '../../../..');
const SYSTEM = `${process.platform}-${process.arch}`;
const MODULES = `resources/app.asar.unpacked/node_modules`;

/** Made of other files earlier, and in the cache. */
const FORMER = ['former-1', 'former-2', 'former-3', 'former-4'];

const PARTS = {
  'axiom-tokens.cjs': 'not used',
  'fast-path.cjs': asFunction(''),
  'entry.cjs': asFunction(`
    const { later } = require('./later-ABC.cjs');
    const [,, what, ...more] = process.argv;
    if (what === 'args') console.log(JSON.stringify(more));
    if (what === 'later') console.log(later === require('./later-ABC.cjs').later, __dirname, typeof require('node:net').connect);
    if (what === 'koffi') console.log(typeof require('koffi').load);
    if (what === 'keytar') console.log(typeof require('keytar').getPassword);
    if (what === 'fails') throw new Error('as it says');`),
  'later-ABC.cjs': 'exports.later = {};',
  'keychain-child.cjs': `process.on('message', (name) => process.send(Object.keys(require(name))));`,
};

const run = promisify(execFile);
let remove: () => Promise<void>;
let folder: string;
let cacheDir: string;
let root: string;
let executable: string;

beforeAll(async () => {
  const made = await makeTemporaryFolder();
  ({ remove } = made);
  const base = made.path;
  [root, cacheDir, folder] = [join(base, 'root'), join(base, 'cache'), join(base, 'With spaces, für alle')];
  for (const path of ['dist/cli', 'node_modules/keytar/lib']) await mkdir(join(root, path), { recursive: true });
  for (const [name, text] of Object.entries(PARTS)) await writeFile(join(root, 'dist/cli', name), text);
  await cp(join(PROJECT, 'node_modules/keytar/lib'), join(root, 'node_modules/keytar/lib'), { recursive: true });
  await cp(join(PROJECT, 'node_modules/postject'), join(root, 'node_modules/postject'), { recursive: true });
  for (const name of FORMER) await mkdir(join(cacheDir, 'single-executables', name), { recursive: true });
  const cached = await singleExecutable({ root, cacheDir });
  const keytar = `keytar/prebuilds/${SYSTEM}/keytar.node`;
  const koffi = `@koromix/koffi-${SYSTEM}/${SYSTEM.replace('-', '_')}/koffi.node`;
  for (const native of [keytar, koffi]) {
    await mkdir(dirname(join(folder, MODULES, native)), { recursive: true });
    await cp(join(PROJECT, 'node_modules', native), join(folder, MODULES, native));
  }
  executable = join(folder, executableName());
  await cp(cached, executable);
  await chmod(executable, 0o755);
}, 60_000);
afterAll(() => remove());

/** With an empty environment: no path, no home. */
const start = (...args: string[]) => run(executable, args, { env: {} });

describe.runIf(process.platform === 'linux')('the single executable', () => {
  it('gets all arguments, also those that Node would use itself, and prints nothing of its own', async () => {
    const { stdout, stderr } = await start('args', '--version', '-e', 'x', '');
    expect([stdout, stderr]).toEqual(['["--version","-e","x",""]\n', '']);
  });

  it('loads its parts once each, and what Node brings', async () => {
    expect((await start('later')).stdout).toBe(`true ${folder} function\n`);
  });

  it('stays silent when NODE_OPTIONS has a switch of V8, for which its code was not made', async () => {
    const env = { NODE_OPTIONS: '--max-old-space-size=512' };
    const { stdout, stderr } = await run(executable, ['args'], { env });
    expect([stdout, stderr]).toEqual(['[]\n', '']);
  });

  it('ends with code 1 and the message of an error', async () => {
    await expect(start('fails')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('as it says') as unknown,
    });
  });

  it('loads koffi from the app beside it', async () => {
    expect((await start('koffi')).stdout).toBe('function\n');
  });

  it.each(['koffi', 'keytar'])('says that the app is not beside it if %s is missing', async (name) => {
    const apart = join(folder, 'apart', executableName());
    await mkdir(dirname(apart), { recursive: true });
    await cp(executable, apart);
    await expect(run(apart, [name], { env: {} })).rejects.toMatchObject({
      stderr: expect.stringMatching(`The app is not beside axiom-tokens: .*${name}\\.node is missing\\.`) as unknown,
    });
  });

  it('is its own keychain process, with keytar from the app beside it', async () => {
    const options = {
      execPath: executable,
      execArgv: [],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'] as const,
    };
    const child = fork(join(folder, 'keychain-child.cjs'), [], { ...options, stdio: [...options.stdio] });
    const answer = new Promise((resolve) => child.once('message', resolve));
    child.send('keytar');
    expect(await answer).toEqual(expect.arrayContaining(['getPassword', 'setPassword', 'deletePassword']));
    child.kill();
  });

  it('is made once for the same files; two earlier ones are kept in the cache', async () => {
    const kept = () => readdir(join(cacheDir, 'single-executables'));
    const first = await kept();
    await singleExecutable({ root, cacheDir });
    expect(await kept()).toEqual(first);
    expect([first.length, first.filter((name) => FORMER.includes(name)).length]).toEqual([3, 2]);
  });
});
