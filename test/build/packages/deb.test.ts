import { expect, it } from 'vitest';
import { debControl } from '../../../build/packages/deb.mjs';
import { packageCall } from '../../support/package-call';

it('is described in the fields of Debian, without those that are empty', () => {
  const call = packageCall({ recommends: [], description: 'word '.repeat(30).trim() });
  expect(debControl(call, 1025)).toBe(
    [
      'Package: axiom-token-manager',
      'Version: 1.2.3',
      'Architecture: amd64',
      'Maintainer: Somebody <somebody@x.invalid>',
      'Installed-Size: 2',
      'Depends: libnss3, xdg-utils',
      'Section: utils',
      'Priority: optional',
      'Homepage: https://x.invalid/',
      'Description: In one line',
      ` ${'word '.repeat(15).trim()}`,
      ` ${'word '.repeat(15).trim()}`,
      '',
    ].join('\n'),
  );
});
