import type { Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { checkBundles } from '../../build/bundle-checks.mjs';

/** The list that esbuild gives of a bundle made of `inputs`; `bytes` of each reached the output. */
function made(inputs: readonly string[], bytes = 10): Metafile {
  const taken = Object.fromEntries(inputs.map((path) => [path, { bytesInOutput: bytes }]));
  return { inputs: {}, outputs: { out: { bytes: 1, inputs: taken, imports: [], exports: [] } } };
}

const clean = {
  main: made(['main/desktop/index.ts', 'node_modules/zod/v4/core/parse.js', 'node_modules/zod/v4/locales/en.js']),
  keychainChild: made(['main/adapters/keychain/keychain-child.ts']),
  preload: made(['preload/index.ts', 'preload/contract/channels.ts']),
  page: made(['renderer/main.tsx', 'node_modules/preact/dist/preact.mjs']),
};

describe('the bundles', () => {
  it('pass when each holds what it should', () => {
    expect(() => checkBundles(clean)).not.toThrow();
  });

  it.each([
    [
      'zod in the preload script',
      { preload: made(['node_modules/zod/v4/core/parse.js']) },
      'preload script carries zod',
    ],
    ['zod in the window', { page: made(['node_modules/zod/mini/index.js']) }, 'carries zod'],
    ['code of main in the window', { page: made(['main/core/base/secret.ts']) }, 'carries code of main'],
    ['every language of zod', { main: made(['node_modules/zod/v4/locales/de.js']) }, 'all languages of zod'],
    ['test code', { main: made(['test/axiom-simulator/faults.ts']) }, 'carries test code'],
  ])('are refused with %s', (_what, part, message) => {
    expect(() => checkBundles({ ...clean, ...part })).toThrow(message);
  });

  it('pass when a file was read but nothing of it was taken', () => {
    expect(() => checkBundles({ ...clean, preload: made(['node_modules/zod/v4/core/parse.js'], 0) })).not.toThrow();
  });
});
