import { describe, expect, it } from 'vitest';
import { findWrongResources } from '../../../../build/packages/windows/checks.mjs';

const ICONS = [Buffer.from('small'), Buffer.from('large')];
const EXPECTED = { version: '1.2.3', archiveHash: 'ab12', icons: ICONS };

const RESOURCES = {
  names: {
    ProductName: 'Axiom Token Manager',
    FileDescription: 'Axiom Token Manager',
    InternalName: 'Axiom Token Manager',
    LegalCopyright: 'MIT licence',
    FileVersion: '1.2.3',
  },
  integrity: '[{"file":"resources\\\\app.asar","alg":"SHA256","value":"ab12"}]',
  manifest: '<requestedExecutionLevel level="asInvoker" uiAccess="false"/>',
  icons: ICONS,
};

describe("the program's resources", () => {
  it('are accepted as they should be', () => {
    expect(findWrongResources(RESOURCES, EXPECTED)).toEqual([]);
  });

  it.each([
    [{ names: { ...RESOURCES.names, ProductName: 'Electron' } }, 'ProductName of the program is "Electron"'],
    [{ names: { ...RESOURCES.names, FileVersion: '22.3.25' } }, 'FileVersion'],
    [{ integrity: undefined }, 'hash of its archive is missing'],
    [{ integrity: RESOURCES.integrity.replace('ab12', 'cd34') }, 'hash of its archive is [{'],
    [{ manifest: '<requestedExecutionLevel level="requireAdministrator"/>' }, 'more rights'],
    [{ manifest: '' }, 'more rights'],
    [{ icons: [] }, 'the icon of the program is not app.ico'],
    [{ icons: [Buffer.from('small'), Buffer.from('Electron')] }, 'the icon'],
  ])('are wrong with %j', (change, says) => {
    expect(findWrongResources({ ...RESOURCES, ...change }, EXPECTED)).toEqual([expect.stringContaining(says)]);
  });
});
