import { expect, it } from 'vitest';
import { koffiFilter } from '../../../build/packages/koffi-filter.mjs';

it('keeps only the loader and the native part for Electron from the package of a system', () => {
  const filter = koffiFilter('linux').map((pattern) => pattern.replaceAll('$' + '{arch}', 'x64'));
  expect(filter).toEqual([
    'node_modules/@koromix/koffi-linux-x64/package.json',
    'node_modules/@koromix/koffi-linux-x64/index.js',
    'node_modules/@koromix/koffi-linux-x64/linux_x64/koffi.node',
  ]);
});
