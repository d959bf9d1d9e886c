import { expect, it } from 'vitest';
import type { CopySources } from '../../../main/desktop/app-facts';
import { commandLinePlace } from '../../../main/desktop/command-line-place';

const copy = (more: Partial<CopySources>): CopySources => ({
  platform: 'linux',
  program: '/opt/app/axiom-token-manager',
  env: {},
  isPackaged: true,
  ...more,
});

const EXPORTS = "export AXIOM_TOKENS_CONFIG_DIR='/my data'\nexport AXIOM_TOKENS_SOCK=/run/s";
const STANDARD = { dataDirectory: '/d', defaultDataDirectory: '/d', socket: '/run/s', isSocketInSession: true };

it.each<[string, CopySources, boolean, readonly string[]]>([
  ['from source', copy({ isPackaged: false }), true, ['node', '/src/dist/cli/axiom-tokens.cjs']],
  ['a deb', copy({ packageType: 'deb\n' }), true, ['axiom-tokens']],
  ['an rpm', copy({ packageType: 'rpm' }), true, ['axiom-tokens']],
  ['a package of the system', copy({ program: '/usr/lib/app/axiom-token-manager' }), true, ['axiom-tokens']],
  ['an unpacked folder', copy({}), true, ['/opt/app/axiom-tokens']],
  ['a folder without it', copy({}), false, ['axiom-tokens']],
  [
    'macOS',
    copy({ platform: 'darwin', program: '/Applications/A.app/Contents/MacOS/A' }),
    true,
    ['/Applications/A.app/Contents/MacOS/axiom-tokens'],
  ],
  ['Windows', copy({ platform: 'win32', program: '/c/app/A.exe' }), true, ['/c/app/axiom-tokens.exe']],
])('of %s', (_what, sources, isThere, command) => {
  expect(commandLinePlace(sources, '/src', () => isThere, STANDARD)).toEqual({ command });
});

it('of an AppImage it needs a link with its name first', () => {
  const sources = copy({
    program: '/tmp/.mount_1/app',
    env: { APPIMAGE: '/home/me/A.AppImage', APPDIR: '/tmp/.mount_1' },
  });
  expect(commandLinePlace(sources, '/src', () => true, STANDARD)).toMatchObject({
    command: ['axiom-tokens'],
    setUp: { line: expect.stringContaining('/home/me/A.AppImage') },
  });
});

it('of an app with a data folder of its own also says how a shell finds that folder', () => {
  const places = { ...STANDARD, dataDirectory: '/my data', isSocketInSession: false };
  const own = { words: expect.stringContaining('in each shell') as unknown, line: EXPORTS };
  expect(commandLinePlace(copy({ packageType: 'deb' }), '/src', () => true, places)).toEqual({
    command: ['axiom-tokens'],
    setUp: own,
  });
  const env = { APPIMAGE: '/home/me/A.AppImage', APPDIR: '/tmp/.mount_1' };
  const { setUp } = commandLinePlace(copy({ program: '/tmp/.mount_1/app', env }), '/src', () => true, places);
  expect(setUp?.line).toMatch(
    /^mkdir .*\nexport AXIOM_TOKENS_CONFIG_DIR='\/my data'\nexport AXIOM_TOKENS_SOCK=\/run\/s$/,
  );
});
