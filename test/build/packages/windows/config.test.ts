import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { windowsConfig } from '../../../../build/packages/windows/config.mjs';

const PROJECT = join(import.meta.dirname, '../../../..');

describe('the package for Windows', () => {
  it('is signed as the variables say, or not made at all', () => {
    expect(windowsConfig({}).win).toMatchObject({ forceCodeSigning: false });
    expect(windowsConfig({ WIN_CSC_LINK: 'a.pfx' }).win).toMatchObject({
      forceCodeSigning: true,
      signtoolOptions: { signingHashAlgorithms: ['sha256'] },
      signExts: ['.node'],
    });
    const { win } = windowsConfig({ AZURE_SIGN_ENDPOINT: 'https://weu.codesigning.azure.net' });
    expect(win).toMatchObject({ azureSignOptions: { endpoint: 'https://weu.codesigning.azure.net' } });
    expect(win).not.toHaveProperty('signtoolOptions');
  });

  it('comes as installer and zip', () => {
    expect(windowsConfig({}).win?.target).toEqual(['nsis', 'zip']);
  });

  it('is installed for one user, leaves what is theirs, and brings nothing for updates', () => {
    expect(windowsConfig({}).nsis).toMatchObject({
      oneClick: true,
      perMachine: false,
      deleteAppDataOnUninstall: false,
      packElevateHelper: false,
      differentialPackage: false,
    });
  });

  it('opens backups, by an icon of their own', async () => {
    expect(windowsConfig({}).win?.fileAssociations).toMatchObject([{ ext: 'axiombackup', icon: 'backup.ico' }]);
    await expect(access(join(PROJECT, 'build/icons/backup.ico'))).resolves.toBeUndefined();
  });

  it('names the program that opens backups in quotes, because there are spaces in its path', async () => {
    const { win, nsis } = windowsConfig({});
    const [association] = [win?.fileAssociations].flat();
    const text = await readFile(join(PROJECT, String(nsis?.include)), 'utf8');
    expect(text).toContain(`"Software\\Classes\\${association?.name}\\shell\\open\\command" "" '"$appExe" "%1"'`);
  });

  it('says before it is removed by a person, and only then, that tokens stay and how to remove them', async () => {
    const text = await readFile(join(PROJECT, String(windowsConfig({}).nsis?.include)), 'utf8');
    expect(text).toContain('!macro customUnInit');
    expect(text).toContain('stay on this computer: in the Windows Credential Manager');
    expect(text).toContain('choose $\\"Clear tokens$\\" in its settings');
    const asked = text.indexOf('MessageBox');
    expect(text.indexOf('"/S"')).toBeLessThan(asked);
    expect(text.indexOf('$' + '{isUpdated}')).toBeLessThan(asked);
  });
});
