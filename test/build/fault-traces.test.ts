import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { findFaultTraces, refuseFaultTraces } from '../../build/fault-traces.mjs';

/** The text of a bundle, as the build makes it. */
async function bundled(entry: string, isRelease: boolean): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: isRelease,
    legalComments: 'none',
    platform: 'node',
    format: 'cjs',
    external: ['electron', 'keytar', 'koffi', 'esbuild', 'usocket', 'x11'],
    logLevel: 'error',
  });
  return outputFiles.map(({ text }) => text).join('');
}

/** Each alone: a bundle may contain one of them without the others. */
const FAULT_MODULES = [
  ...['fault-points', 'fault-file-points', 'fault-flaws', 'fault-process-entry', 'fault-disk-platform'].map(
    (name) => `test/support/faults/${name}.ts`,
  ),
  ...['axiom-simulator', 'switches', 'fault-answer', 'changed-answer'].map((name) => `test/axiom-simulator/${name}.ts`),
];

describe.each([
  ['a release', true],
  ['a development build', false],
])('in %s', (_kind, isRelease) => {
  it.each(FAULT_MODULES)('%s would be found', async (path) => {
    expect(findFaultTraces(await bundled(path, isRelease))).not.toEqual([]);
  });

  it.each(['main/desktop/index.ts', 'main/adapters/keychain/keychain-child.ts', 'preload/index.ts'])(
    '%s has nothing of the fault tests',
    async (path) => {
      expect(findFaultTraces(await bundled(path, isRelease))).toEqual([]);
    },
  );
});

it('a bundle with a fault point is refused with its name', () => {
  const text = 'await pass("store.save:before"),around("journal.writeSealed",()=>x())';
  expect(() => refuseFaultTraces('dist/main.cjs', text)).toThrow(
    'dist/main.cjs contains a part of the fault tests: "journal.writeSealed"',
  );
  expect(() => refuseFaultTraces('dist/main.cjs', 'const x=1')).not.toThrow();
});

it('a source path of the tests is a trace, wherever it is in the bundle', () => {
  expect(findFaultTraces('// test/support/faults/fault-points.ts\nvar x;')).toEqual([
    '// test/support/faults/fault-points.ts',
  ]);
  expect(findFaultTraces('at f (app/test/axiom-simulator/run.mjs)')).toEqual(['test/axiom-simulator/run.mjs']);
});
