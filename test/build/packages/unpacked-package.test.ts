import { describe, expect, it } from 'vitest';
import { packageConfig } from '../../../build/packages/electron-builder.config.mjs';
import { configFor, unpackedFolder } from '../../../build/packages/unpacked-package.mjs';

// package.test.ts tests the packing by running it as a command.
describe('the package', () => {
  it('is made from the installed Electron, without the fuses that an old one does not have', () => {
    const runtime = { dir: '/somewhere', executable: '', version: '22.3.25', isDevelopmentRuntime: true };
    const old = configFor({ runtime });
    expect(old).toMatchObject({ electronDist: '/somewhere', electronVersion: '22.3.25' });
    expect(old.electronFuses).toMatchObject({ runAsNode: false, enableEmbeddedAsarIntegrityValidation: true });
    expect(old.electronFuses).not.toHaveProperty('grantFileProtocolExtraPrivileges');
    const current = configFor({ runtime: { ...runtime, version: '45.4.1', isDevelopmentRuntime: false } });
    expect(current.electronFuses).toMatchObject({ grantFileProtocolExtraPrivileges: false });
  });

  it.each([
    ['linux', 'x64', 'linux-unpacked'],
    ['linux', 'arm64', 'linux-arm64-unpacked'],
    ['darwin', 'x64', 'mac'],
    ['darwin', 'arm64', 'mac-arm64'],
    ['win32', 'x64', 'win-unpacked'],
    ['win32', 'arm64', 'win-arm64-unpacked'],
  ])('for %s and %s lies in %s', (platform, arch, folder) => {
    expect(unpackedFolder(platform, arch)).toBe(folder);
  });

  it('has another version and folder where those are asked for', () => {
    const runtime = { dir: '/somewhere', executable: '', version: '45.4.1', isDevelopmentRuntime: false };
    expect(configFor({ runtime })).not.toHaveProperty('extraMetadata');
    expect(configFor({ runtime, version: '0.0.9', output: '/elsewhere' })).toMatchObject({
      extraMetadata: { version: '0.0.9' },
      directories: { ...packageConfig.directories, output: '/elsewhere' },
    });
  });
});
