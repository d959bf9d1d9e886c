import { describe, expect, it } from 'vitest';
import { findWrongEntitlements, findWrongInfo } from '../../../../build/packages/mac/checks.mjs';

const EXPECTED = { version: '1.2.3', archiveHash: 'ab12' };

const INFO = {
  CFBundleIdentifier: 'trade.axiom-token-manager.desktop',
  CFBundleName: 'Axiom Token Manager',
  CFBundleExecutable: 'Axiom Token Manager',
  CFBundleShortVersionString: '1.2.3',
  CFBundleVersion: '1.2.3',
  LSApplicationCategoryType: 'public.app-category.utilities',
  LSMinimumSystemVersion: '13.0',
  LSUIElement: false,
  ElectronAsarIntegrity: { 'Resources/app.asar': { algorithm: 'SHA256', hash: 'ab12' } },
  CFBundleDocumentTypes: [{ CFBundleTypeExtensions: ['axiombackup'] }],
  UTExportedTypeDeclarations: [{ UTTypeTagSpecification: { 'public.filename-extension': ['axiombackup'] } }],
};

describe('Info.plist', () => {
  it('is accepted as it should be', () => {
    expect(findWrongInfo(INFO, EXPECTED)).toEqual([]);
  });

  it.each([
    [{ CFBundleVersion: '1.2.2' }, 'CFBundleVersion in Info.plist is "1.2.2"'],
    [{ CFBundleIdentifier: 'com.github.Electron' }, 'CFBundleIdentifier'],
    [{ LSMinimumSystemVersion: '10.13' }, 'LSMinimumSystemVersion'],
    [{ LSUIElement: true }, 'LSUIElement'],
    [{ ElectronAsarIntegrity: undefined }, 'ElectronAsarIntegrity'],
    [
      { ElectronAsarIntegrity: { 'Resources/app.asar': { algorithm: 'SHA256', hash: 'cd34' } } },
      'ElectronAsarIntegrity in Info.plist is {"Resources/app.asar":{"algorithm":"SHA256","hash":"cd34"}}',
    ],
    [{ NSCameraUsageDescription: 'This app needs access to the camera' }, 'Info.plist has NSCameraUsageDescription'],
    [{ CFBundleDocumentTypes: undefined }, '.axiombackup'],
    [{ CFBundleDocumentTypes: [...INFO.CFBundleDocumentTypes, ...INFO.CFBundleDocumentTypes] }, '.axiombackup'],
    [{ UTExportedTypeDeclarations: [] }, '.axiombackup'],
  ])('is wrong with %j', (change, says) => {
    expect(findWrongInfo({ ...INFO, ...change }, EXPECTED)).toEqual([expect.stringContaining(says)]);
  });
});

describe('entitlements', () => {
  const JIT = 'com.apple.security.cs.allow-jit';

  it('are right with the one that V8 needs', () => {
    expect(findWrongEntitlements('<plist></plist>', { [JIT]: true })).toEqual([]);
  });

  it('are wrong with another one, without it, or with a comment', () => {
    const library = { [JIT]: true, 'com.apple.security.cs.disable-library-validation': true };
    expect(findWrongEntitlements('', library)).toEqual([expect.stringContaining('disable-library-validation')]);
    expect(findWrongEntitlements('', {})).toEqual(['entitlements are {}']);
    expect(findWrongEntitlements('<!-- why -->', { [JIT]: true })).toEqual([expect.stringContaining('comment')]);
  });
});
