import { expect, it } from 'vitest';
import { koffiFilter } from '../../../build/packages/koffi-filter.mjs';

it('takes of the package of a system its loader and the one native part that Electron loads', () => {
  const filter = koffiFilter('linux').map((pattern) => pattern.replaceAll('$' + '{arch}', 'x64'));
  expect(filter).toEqual([
    'node_modules/@koromix/koffi-linux-x64/package.json',
    'node_modules/@koromix/koffi-linux-x64/index.js',
    'node_modules/@koromix/koffi-linux-x64/linux_x64/koffi.node',
  ]);
});
