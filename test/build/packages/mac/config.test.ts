import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { macConfig } from '../../../../build/packages/mac/config.mjs';

const PROJECT = join(import.meta.dirname, '../../../..');

describe('the package for macOS', () => {
  it('is signed with the hardened runtime and notarized when the variables are there, or not made at all', () => {
    const env = { CSC_LINK: 'a.p12', APPLE_API_KEY: 'a.p8', APPLE_API_KEY_ID: 'id', APPLE_API_ISSUER: 'issuer' };
    const { mac } = macConfig(env);
    expect(mac).toMatchObject({ hardenedRuntime: true, notarize: true, forceCodeSigning: true });
    // Without a name electron-builder looks for a certificate; a name here could select a wrong one.
    expect(mac).not.toHaveProperty('identity');
    expect(macConfig({ CSC_LINK: 'a.p12' }).mac).toMatchObject({ hardenedRuntime: true, notarize: false });
  });

  it('has an ad-hoc signature otherwise, without the hardened runtime, which would refuse keytar then', () => {
    expect(macConfig({}).mac).toMatchObject({
      identity: '-',
      hardenedRuntime: false,
      notarize: false,
      forceCodeSigning: false,
    });
  });

  it('comes as disk image and zip, without anything for updates', () => {
    const { mac, dmg } = macConfig({});
    expect(mac?.target).toEqual(['dmg', 'zip']);
    expect(dmg).toMatchObject({ writeUpdateInfo: false });
  });

  it('has entitlements that are there and let no other code in', async () => {
    const { mac } = macConfig({});
    for (const path of [mac?.entitlements, mac?.entitlementsInherit]) {
      const text = await readFile(join(PROJECT, String(path)), 'utf8');
      expect(text.match(/<key>.*<\/key>/g)).toEqual(['<key>com.apple.security.cs.allow-jit</key>']);
      expect(text).not.toContain('<!--');
    }
  });

  it('opens backups, by an icon of their own', async () => {
    const { mac } = macConfig({});
    expect(mac?.fileAssociations).toMatchObject([{ ext: 'axiombackup', icon: 'backup', rank: 'Owner' }]);
    await expect(access(join(PROJECT, 'build/icons/backup.icns'))).resolves.toBeUndefined();
    expect(mac?.extendInfo).toMatchObject({
      UTExportedTypeDeclarations: [{ UTTypeTagSpecification: { 'public.filename-extension': ['axiombackup'] } }],
    });
  });
});
