// A minimal project in a temporary folder for tests of the build scripts: copies of the scripts, links to the pictures, one-line sources, a finished installation, and
// replacements for Electron and for the tools that the scripts start. The scripts run as commands in it and change nothing else.
import { createHash } from 'node:crypto';
import { chmod, cp, mkdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { type Outcome, runNode } from './processes/run-node';
import { temporaryFolder } from './temporary-folder';

const PROJECT = join(import.meta.dirname, '../..');

const TARGET = `${process.platform}-${process.arch}`;
const KOFFI = `node_modules/@koromix/koffi-${TARGET}`;

const SOURCES = {
  'package.json': '{"name":"small","version":"1.0.0"}',
  LICENSE: 'MIT',
  'package-lock.json': '{}',
  'test/types/electron22/package-lock.json': '{}',
  'node_modules/keytar/package.json': '{"name":"keytar","version":"1.0.0","license":"MIT"}',
  'node_modules/keytar/lib/keytar.js': 'exports.isKeytar = true;',
  [`node_modules/keytar/prebuilds/${TARGET}/keytar.node`]: 'native',
  'node_modules/koffi/package.json': '{"name":"koffi","version":"1.0.0","license":"MIT"}',
  [`${KOFFI}/${TARGET.replace('-', '_')}/koffi.node`]: 'native',
  'main/cli/index.ts': "console.log(['axiom-tokens', ...process.argv.slice(2)].join(' ') as string);",
  'main/desktop/index.ts': "export const greeting: string = 'hello';",
  'main/adapters/keychain/keychain-child.ts': "export const keychain: string = 'child';",
  'preload/index.ts': "export const preload: string = 'preload';",
  'preload/consent-prompt.ts': "export const prompt: string = 'prompt';",
  'renderer/consent-prompt.tsx': "document.title = 'prompt' as string;",
  'renderer/consent-prompt.css': 'body { color: green; }',
  'renderer/consent-prompt.html': '<!doctype html><title>prompt</title>',
  'renderer/main.tsx': "document.title = 'window' as string;",
  'renderer/style.css': 'body { color: red; }',
  'renderer/index.html': '<!doctype html><title>small</title>',
};

/** A tool that passes, unless its name is in FAILS, and appends its arguments to `tools.log`. */
const tool = (name: string) => `
  const { appendFileSync } = require('node:fs');
  appendFileSync('tools.log', ['${name}', ...process.argv.slice(2)].join(' ') + '\\n');
  if ((process.env.FAILS ?? '').split(',').includes('${name}')) { console.log('${name} is not content'); process.exit(1); }`;

const TOOLS = {
  '@biomejs/biome/bin/biome': tool('biome'),
  'oxlint/bin/oxlint': tool('oxlint'),
  'typescript/bin/tsc': tool('tsc'),
  // One test that passes for each project, or one that fails.
  'vitest/vitest.mjs': `
    import { writeFileSync } from 'node:fs';
    const project = process.argv[process.argv.indexOf('--project') + 1];
    const state = (process.env.FAILS ?? '').split(',').includes(project) ? 'failed' : 'passed';
    const tests = [{ name: 'a test of ' + project, state, note: '', errors: [] }];
    writeFileSync(process.env.AXIOM_TEST_REPORT, JSON.stringify({ tests, errors: [] }));`,
  // Replaces a Node of many megabytes by a small program.
  'postject/dist/cli.js': `${tool('postject')}
    require('node:fs').writeFileSync(process.argv[2], '#!/bin/sh\\n# ' + process.argv[6] + ':1\\necho the command line\\n');`,
  // Creates the folder that electron-builder would create, with the configured fuses and the default app that it does not remove.
  'electron-builder/cli.js': `${tool('electron-builder')}
    const { mkdirSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
    const config = JSON.parse(readFileSync(process.argv[process.argv.indexOf('--config') + 1], 'utf8'));
    writeFileSync('config-of-the-builder.json', JSON.stringify(config));
    const NAMES = ['runAsNode', 'enableCookieEncryption', 'enableNodeOptionsEnvironmentVariable', 'enableNodeCliInspectArguments',
      'enableEmbeddedAsarIntegrityValidation', 'onlyLoadAppFromAsar', 'loadBrowserProcessSpecificV8Snapshot', 'grantFileProtocolExtraPrivileges'];
    const fuses = NAMES.map((name) => (config.electronFuses[name] ? '1' : '0')).join('');
    const wire = ['dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX', String.fromCharCode(1, fuses.length), fuses].join('');
    const folder = config.directories.output + '/linux-unpacked';
    const resources = folder + '/resources';
    mkdirSync(resources, { recursive: true });
    writeFileSync(folder + '/axiom-token-manager', wire);
    writeFileSync(resources + '/default_app.asar', '');
    for (const native of ['keytar/prebuilds/linux-x64/keytar.node', '@koromix/koffi-linux-x64/linux_x64/koffi.node'])
      require('node:fs').cpSync('node_modules/' + native, 'packed/node_modules/' + native, { recursive: true });
    if (process.env.FOREIGN) writeFileSync('packed/' + process.env.FOREIGN, '');
    for (const name of readdirSync('dist')) if (name !== 'cli') require('node:fs').cpSync('dist/' + name, 'packed/dist/' + name, { recursive: true });
    for (const { from, to } of config.extraResources) if (from !== process.env.FORGETS) require('node:fs').cpSync(from, resources + '/' + to, { recursive: true });
    require('@electron/asar').createPackageWithOptions('packed', resources + '/app.asar', { unpack: '**/*.node' });
    const packed = { appOutDir: folder, packager: { getResourcesDir: () => resources } };
    import(require('node:path').resolve(config.afterPack)).then(({ afterPack }) => afterPack(packed));`,
};

/** Files copied unchanged from this project. */
const LIBRARIES = [
  ...['esbuild', 'oxc-parser', '@electron/asar', '@electron/fuses', '@cyclonedx/cyclonedx-library'],
  'spdx-expression-parse',
];

/** Replacement for Electron: prints its arguments and ends at once with code 5. Contains version texts like the real one. */
const ELECTRON = `#!${process.execPath}\nconsole.log('started with', ...process.argv.slice(2)); process.exitCode = 5;
  // Chrome/140.0.1.2 node-v24.1.0.tar.gz`;

export interface SmallProject {
  readonly root: string;
  /** The folder of the replacement for Electron. */
  readonly electronDir: string;
  /** Without a search path, so that no program of this machine is started and nothing is installed. */
  readonly env: NodeJS.ProcessEnv;
  /** Runs `build/<name>.mjs`. */
  readonly run: (name: string, args?: readonly string[], env?: NodeJS.ProcessEnv) => Promise<Outcome>;
  readonly write: (path: string, text: string) => Promise<void>;
  readonly read: (path: string) => Promise<string>;
}

/** Call it inside a test. */
export async function smallProject(): Promise<SmallProject> {
  const root = await realpath(await temporaryFolder());
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  };
  const pictures = ['icons', 'pictures'].map((name) => join('build', name));
  const isCopied = (path: string): boolean => !pictures.includes(relative(PROJECT, path));
  await cp(join(PROJECT, 'build'), join(root, 'build'), { recursive: true, filter: isCopied });
  for (const path of pictures) await symlink(join(PROJECT, path), join(root, path));
  for (const [path, text] of Object.entries(SOURCES)) await write(path, text);
  for (const [path, text] of Object.entries(TOOLS)) await write(`node_modules/${path}`, text);
  for (const scope of ['@electron', '@cyclonedx']) await mkdir(join(root, 'node_modules', scope));
  for (const name of LIBRARIES) {
    await symlink(join(PROJECT, 'node_modules', name), join(root, 'node_modules', name));
  }
  const stamp = `${createHash('sha256').update('{}').digest('hex')} ${process.platform}-${process.arch}`;
  for (const folder of ['', 'test/types/electron22/']) await write(`${folder}node_modules/.axiom-setup-stamp`, stamp);
  const electronDir = join(root, 'electron');
  await write('electron/electron', ELECTRON);
  await chmod(join(electronDir, 'electron'), 0o755);
  await write('electron/version', '45.9.9');
  const env = { HOME: root, ELECTRON_OVERRIDE_DIST_PATH: electronDir, PATH: '' };
  return {
    root,
    electronDir,
    env,
    write,
    read: (path) => readFile(join(root, path), 'utf8'),
    run: (name, args = [], more = {}) =>
      runNode([join(root, 'build', `${name}.mjs`), ...args], { cwd: root, env: { ...env, ...more } }),
  };
}
