import { describe, expect, it } from 'vitest';
import { rpmSpec } from '../../../build/packages/rpm.mjs';
import { packageCall } from '../../support/package-call';

const file = (path: string, mode = 0o644, isLink = false) => ({ path, mode, bytes: 1, isLink });
const FILES = [
  file('opt/axiom-token-manager/chrome-sandbox', 0o4755),
  file('opt/axiom-token-manager/libffmpeg.so', 0o755),
  file('opt/axiom-token-manager/libvulkan.so.1', 0o755),
  file('opt/axiom-token-manager/resources/app.asar'),
  file('usr/bin/axiom-token-manager', 0o777, true),
  file('usr/share/doc/axiom-token-manager/copyright'),
  file('usr/share/man/man1/axiom-tokens.1.gz'),
  file('usr/share/zsh/site-functions/_axiom-tokens'),
  file('usr/share/applications/axiom-token-manager.desktop'),
];
const lines = rpmSpec(packageCall({ target: 'rpm' }), {
  files: FILES,
  afterRemove: '#!/bin/sh\nset -e\necho removed\n',
}).split('\n');
const section = (name: string) => {
  const from = lines.indexOf(name) + 1;
  return lines.slice(
    from,
    lines.findIndex((line, index) => index >= from && line === ''),
  );
};

describe('an rpm', () => {
  it('names what the call names', () => {
    expect(lines).toEqual(
      expect.arrayContaining([
        'Name: axiom-token-manager',
        'Version: 1.2.3',
        'Summary: In one line',
        'License: MIT',
        'Vendor: Somebody',
        'Requires: libnss3',
        'Requires: xdg-utils',
        'Recommends: gnome-keyring',
        // Times are the given ones.
        '%global source_date_epoch_from_changelog 0',
        '%global use_source_date_epoch_as_buildtime 1',
        '%global clamp_mtime_to_source_date_epoch 1',
      ]),
    );
    expect(section('%description')).toEqual(['In more words']);
    expect(section('%postun')).toEqual(['set -e', 'echo removed']);
  });

  it('needs no library that it contains', () => {
    expect(lines).toContain('%global __requires_exclude ^(libffmpeg\\.so|libvulkan\\.so)');
  });

  it('owns its files with their permissions, and the folders that would be left behind', () => {
    expect(section('%files')).toEqual([
      '%defattr(-,root,root)',
      '%dir "/opt/axiom-token-manager"',
      '%dir "/opt/axiom-token-manager/resources"',
      '%dir "/usr/share/doc/axiom-token-manager"',
      '%dir "/usr/share/zsh"',
      '%dir "/usr/share/zsh/site-functions"',
      '%attr(4755,root,root) "/opt/axiom-token-manager/chrome-sandbox"',
      '%attr(755,root,root) "/opt/axiom-token-manager/libffmpeg.so"',
      '%attr(755,root,root) "/opt/axiom-token-manager/libvulkan.so.1"',
      '%attr(644,root,root) "/opt/axiom-token-manager/resources/app.asar"',
      '"/usr/bin/axiom-token-manager"',
      '%attr(644,root,root) "/usr/share/doc/axiom-token-manager/copyright"',
      '%attr(644,root,root) "/usr/share/man/man1/axiom-tokens.1.gz"',
      '%attr(644,root,root) "/usr/share/zsh/site-functions/_axiom-tokens"',
      '%attr(644,root,root) "/usr/share/applications/axiom-token-manager.desktop"',
    ]);
  });
});
