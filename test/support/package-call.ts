// electron-builder's call for a package, with replaced parts.
import type { PackageCall } from '../../build/packages/fpm-call.mjs';

export function packageCall(parts: Partial<PackageCall> = {}): PackageCall {
  return {
    target: 'deb',
    name: 'axiom-token-manager',
    version: '1.2.3',
    architecture: 'amd64',
    maintainer: 'Somebody <somebody@x.invalid>',
    url: 'https://x.invalid/',
    license: 'MIT',
    summary: 'In one line',
    description: 'In more words',
    category: 'utils',
    depends: ['libnss3', 'xdg-utils'],
    recommends: ['gnome-keyring'],
    afterRemove: '',
    output: '',
    files: [],
    ...parts,
  };
}
