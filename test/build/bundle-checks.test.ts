import type { ImportKind, Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { checkBundles } from '../../build/bundle-checks.mjs';

/** esbuild's list for a bundle of `inputs`; `bytes` of each are in the output. */
function made(inputs: readonly string[], bytes = 10): Metafile {
  const taken = Object.fromEntries(inputs.map((path) => [path, { bytesInOutput: bytes }]));
  return { inputs: {}, outputs: { out: { bytes: 1, inputs: taken, imports: [], exports: [] } } };
}

/** The list for a split command line: each file with the files it loads at once, or later if marked with `?`. */
function split(files: Record<string, readonly string[]>): Metafile {
  const outputs = Object.entries(files).map(([entryPoint, imports]) => [
    `dist/${entryPoint}`,
    {
      bytes: 1,
      entryPoint,
      exports: [],
      inputs: { [entryPoint]: { bytesInOutput: 10 } },
      imports: imports.map((name) => {
        const path = name.replace('?', '');
        const kind: ImportKind = name.endsWith('?') ? 'dynamic-import' : 'import-statement';
        return path === 'koffi' ? { path, kind, external: true } : { path: `dist/${path}`, kind };
      }),
    },
  ]);
  return { inputs: {}, outputs: Object.fromEntries(outputs) as Metafile['outputs'] };
}

const [entry, token, broker] = ['main/cli/index.ts', 'main/cli/commands/token.ts', 'main/handout/broker/client.ts'];
const [zod, storage] = ['node_modules/zod/v4/core/parse.js', 'main/core/storage/token-manager.ts'];

const clean = {
  main: made(['main/desktop/index.ts', 'node_modules/zod/v4/core/parse.js', 'node_modules/zod/v4/locales/en.js']),
  keychainChild: made(['main/adapters/keychain/keychain-child.ts']),
  preload: made(['preload/index.ts', 'preload/contract/channels.ts']),
  page: made(['renderer/main.tsx', 'node_modules/preact/dist/preact.mjs']),
  commandLine: made(['main/cli/index.ts', 'node_modules/commander/lib/command.js']),
};

describe('the bundles', () => {
  it('pass when each contains what it should', () => {
    expect(() => checkBundles(clean)).not.toThrow();
  });

  it.each([
    [
      'zod in the preload script',
      { preload: made(['node_modules/zod/v4/core/parse.js']) },
      'preload script contains zod',
    ],
    ['zod in the window', { page: made(['node_modules/zod/mini/index.js']) }, 'contains zod'],
    ['code of main in the window', { page: made(['main/core/base/secret.ts']) }, 'contains code of main'],
    ['every language of zod', { main: made(['node_modules/zod/v4/locales/de.js']) }, 'all languages of zod'],
    [
      'what checks JSON schemas',
      { main: made(['node_modules/ajv/dist/core.js']) },
      'options that this app does not use',
    ],
    ['code of the app in the command line', { commandLine: made(['main/desktop/index.ts']) }, 'a part of the app'],
    [
      'what the app needs later, before its tray icon',
      { main: split({ 'main/desktop/index.ts': ['main/desktop/open-broker.ts'], 'main/desktop/open-broker.ts': [] }) },
      'The app runs this before its tray icon is there: main/desktop/open-broker.ts.',
    ],
    [
      'zod before a token is asked for',
      { commandLine: split({ [entry]: [`${token}?`], [token]: [broker], [broker]: [zod], [zod]: [] }) },
      '"axiom-tokens token" loads zod before it asks the app: node_modules/zod/v4/core/parse.js.',
    ],
    [
      'the storage before that',
      { commandLine: split({ [entry]: [storage], [storage]: [] }) },
      '"axiom-tokens token" loads the core\'s storage before it asks the app',
    ],
    [
      'koffi before that',
      { commandLine: split({ [entry]: [`${token}?`], [token]: ['koffi'] }) },
      '"axiom-tokens token" loads koffi before it asks the app.',
    ],
    ['test code', { main: made(['test/axiom-simulator/faults.ts']) }, 'contains test code'],
  ])('are refused with %s', (_what, part, message) => {
    expect(() => checkBundles({ ...clean, ...part })).toThrow(message);
  });

  it('pass when the command line loads its slow parts lazily', () => {
    const commandLine = split({
      [entry]: [`${token}?`, `${zod}?`],
      [token]: [broker, `${storage}?`],
      [broker]: ['koffi?'],
      [storage]: [zod],
      [zod]: [],
    });
    expect(() => checkBundles({ ...clean, commandLine })).not.toThrow();
  });

  it('pass when a file was read but none of its code is in the bundle', () => {
    expect(() => checkBundles({ ...clean, preload: made(['node_modules/zod/v4/core/parse.js'], 0) })).not.toThrow();
  });
});
