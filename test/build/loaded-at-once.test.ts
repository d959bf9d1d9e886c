import { expect, it } from 'vitest';
import { loadedAtOnce } from '../../build/loaded-at-once.mjs';

const output = (
  entryPoint: string | undefined,
  imports: readonly [path: string, kind: 'import-statement' | 'dynamic-import'][],
) => ({
  ...{ bytes: 1, inputs: {}, exports: [] },
  imports: imports.map(([path, kind]) => ({ path, kind })),
  ...(entryPoint === undefined ? {} : { entryPoint }),
});

it('follows static imports, also circular ones, but neither `import()` nor modules outside the bundle', () => {
  const outputs = {
    'a.cjs': output('a.ts', [
      ['b.cjs', 'import-statement'],
      ['later.cjs', 'dynamic-import'],
      ['node:fs', 'import-statement'],
    ]),
    'b.cjs': output(undefined, [['a.cjs', 'import-statement']]),
    'later.cjs': output('later.ts', [['c.cjs', 'import-statement']]),
    'c.cjs': output(undefined, []),
  };
  expect([...loadedAtOnce(outputs, ['a.ts'])].sort()).toEqual(['a.cjs', 'b.cjs']);
  expect([...loadedAtOnce({ 'a.cjs': output('../../a.ts', []) }, ['a.ts'])]).toEqual(['a.cjs']);
  expect([...loadedAtOnce(outputs, ['later.ts'])].sort()).toEqual(['c.cjs', 'later.cjs']);
});
