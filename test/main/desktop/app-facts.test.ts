import { describe, expect, it } from 'vitest';
import { appFacts, type CopySources, howInstalled, withoutNames } from '../../../main/desktop/app-facts';

const OPT = '/opt/axiom-token-manager/axiom-token-manager';

const copy = (change: Partial<CopySources>): CopySources => ({
  platform: 'linux',
  program: '/home/ada/app/axiom-token-manager',
  env: {},
  isPackaged: true,
  ...change,
});

describe('how this copy came here', () => {
  it.each<[string, Partial<CopySources>, string, string]>([
    ['source', { isPackaged: false, program: '/usr/bin/electron' }, 'From source', '/usr/bin/electron'],
    [
      'an AppImage',
      {
        program: '/tmp/.mount_Axiomx1/axiom-token-manager',
        env: { APPIMAGE: '/home/ada/Axiom.AppImage', APPDIR: '/tmp/.mount_Axiomx1' },
      },
      'AppImage',
      '/home/ada/Axiom.AppImage',
    ],
    [
      'an unpacked folder that another AppImage has started',
      { env: { APPIMAGE: '/home/ada/Terminal.AppImage', APPDIR: '/tmp/.mount_Terminal' } },
      'Unpacked folder',
      '/home/ada/app/axiom-token-manager',
    ],
    ['a Debian package', { program: OPT, packageType: 'deb' }, 'Debian package', OPT],
    ['an RPM package', { program: OPT, packageType: 'rpm\n' }, 'RPM package', OPT],
    ['a package of a kind to come', { program: OPT, packageType: 'pacman' }, 'Package of the system', OPT],
    [
      'a package that others have made',
      { program: '/usr/lib/axiom/axiom' },
      'Package of the system',
      '/usr/lib/axiom/axiom',
    ],
    ['a folder that was unpacked among the programs', { program: OPT }, 'Unpacked folder', OPT],
    ['another one there', { program: '/usr/local/axiom/axiom' }, 'Unpacked folder', '/usr/local/axiom/axiom'],
    [
      'an AppImage made from the files of a package',
      {
        program: '/tmp/.mount_Axiomx1/axiom-token-manager',
        env: { APPIMAGE: '/home/ada/Axiom.AppImage', APPDIR: '/tmp/.mount_Axiomx1' },
        packageType: 'deb',
      },
      'AppImage',
      '/home/ada/Axiom.AppImage',
    ],
    [
      'an app of macOS',
      { platform: 'darwin', program: '/Applications/Axiom Token Manager.app/Contents/MacOS/Axiom Token Manager' },
      'App',
      '/Applications/Axiom Token Manager.app',
    ],
    [
      'an app that macOS runs from elsewhere',
      { platform: 'darwin', program: '/private/var/folders/x/AppTranslocation/y/d/A.app/Contents/MacOS/A' },
      'Opened where it was downloaded, not in Applications',
      '/private/var/folders/x/AppTranslocation/y/d/A.app/Contents/MacOS/A',
    ],
    [
      'the installer of Windows',
      { platform: 'win32', program: 'C:\\Users\\Ada\\AppData\\Local\\Programs\\Axiom\\Axiom.exe' },
      'Installed',
      'C:\\Users\\Ada\\AppData\\Local\\Programs\\Axiom\\Axiom.exe',
    ],
    [
      'a portable file of Windows',
      { platform: 'win32', program: 'C:\\Temp\\x\\A.exe', env: { PORTABLE_EXECUTABLE_FILE: 'D:\\A.exe' } },
      'Portable',
      'D:\\A.exe',
    ],
    ['a folder of Windows', { platform: 'win32', program: 'D:\\axiom\\A.exe' }, 'Unpacked folder', 'D:\\axiom\\A.exe'],
  ])('is reported for %s', (_what, change, kind, path) => {
    expect(howInstalled(copy(change))).toEqual({ kind, path });
  });
});

describe('a path without names', () => {
  it.each([
    ['/home/ada', '/home/ada', '~'],
    ['/home/ada/.config/axiom', '/home/ada', '~/.config/axiom'],
    ['/home/adam/x', '/home/ada', '/home/adam/x'],
    ['/run/media/ada/stick/x', '/home/ada', '/run/media/you/stick/x'],
    ['C:\\Users\\Ada\\AppData', 'C:\\Users\\Ada', '~\\AppData'],
    ['D:\\Ada\\x', 'C:\\Users\\Ada', 'D:\\you\\x'],
    ['/x', '/', '/x'],
    ['/opt/line\nbreak', '/home/ada', '/opt/line\uFFFDbreak'],
  ])('of %j, at home in %j, is %j', (path, home, shown) => {
    expect(withoutNames(path, { homes: [home], realPath: (same) => same })).toBe(shown);
  });
});

describe('a path without names, where the home folder is a link', () => {
  const person = {
    homes: ['/home/me', '/data/people/ada'],
    userName: 'lovelace',
    realPath: (path: string) => path.replace(/^\/srv\/ada-link/, '/data/people/ada'),
  };
  it.each([
    ['/home/me/x', '~/x'],
    ['/data/people/ada/x', '~/x'],
    ['/srv/ada-link/x', '~/x'],
    ['/mnt/ada/x', '/mnt/you/x'],
    ['/mnt/me/x', '/mnt/you/x'],
    ['/run/media/lovelace/x', '/run/media/you/x'],
    ['/data/people/grace', '/data/people/grace'],
  ])('%s is %s', (path, shown) => {
    expect(withoutNames(path, person)).toBe(shown);
  });
});

it('the facts name versions, system, origin and folders, and no person', () => {
  const facts = appFacts({
    version: '1.2.3',
    versions: { electron: '45.4.1', chrome: '148.0.1', node: '24.15.0' },
    system: { platform: 'linux', arch: 'x64', release: '6.1.0' },
    copy: copy({}),
    person: { homes: ['/home/ada'], realPath: (path) => path },
    folders: {
      data: '/home/ada/.config/axiom-token-manager',
      state: '/home/ada/.local/state/axiom-token-manager',
      logs: '/mnt/ada/logs',
    },
  });
  expect(facts.map(({ name, value }) => `${name}: ${value}`)).toEqual([
    'Version: 1.2.3',
    'Runs as: Unpacked folder, ~/app/axiom-token-manager',
    'System: Linux 6.1.0, x64',
    'Electron: 45.4.1',
    'Chromium: 148.0.1',
    'Node: 24.15.0',
    'Settings and list of accounts: ~/.config/axiom-token-manager',
    'Locks and sealed files: ~/.local/state/axiom-token-manager',
    'Log: /mnt/you/logs',
  ]);
  expect(JSON.stringify(facts)).not.toContain('ada');
});
