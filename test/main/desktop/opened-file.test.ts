import { describe, expect, it } from 'vitest';
import { canBePassedOn, filesToOpen, openedFile, parseFilesToOpen } from '../../../main/desktop/opened-file';

const opened = (files: readonly string[], directory?: string, platform: NodeJS.Platform = 'linux') => {
  const found = openedFile({ files, ...(directory === undefined ? {} : { directory }) }, platform);
  if (found?.kind !== 'refused') return found?.path;
  expect(found.error).toMatchObject({ code: 'INVALID_INPUT', remedy: expect.stringMatching(/Nothing was changed\.$/) });
  return { refused: found.error.message };
};

describe('of a command line', () => {
  it.each<[string, readonly string[], boolean, readonly string[]]>([
    ['nothing', ['/opt/app'], true, []],
    ['a file', ['/opt/app', '/a.axiombackup'], true, ['/a.axiombackup']],
    ['switches, also behind the file', ['/opt/app', '--hidden', 'a', '--user-data-dir=/b', '-psn_0_1'], true, ['a']],
    [
      'a name like a switch, behind two dashes',
      ['/opt/app', '--demo', '--', '-a.axiombackup'],
      true,
      ['-a.axiombackup'],
    ],
    ['empty words', ['/opt/app', '', 'a', ''], true, ['a']],
    ['more than two', ['/opt/app', 'a', 'b', 'c'], true, ['a', 'b']],
    ['the folder of the app, from source', ['electron', '--no-sandbox', '/src/app', '--demo'], false, []],
    ['a file behind it', ['electron', '--no-sandbox', '/src/app', '--demo', 'a'], false, ['a']],
    ['a file behind two dashes, from source', ['electron', '.', '--', 'a'], false, ['a']],
    ['one that is far too long', ['/opt/app', 'a'.repeat(99_999)], true, ['a'.repeat(4097)]],
  ])('%s', (_what, argv, isPackaged, files) => {
    expect(filesToOpen(argv, isPackaged, '/here')).toEqual({ files, directory: '/here' });
  });

  it('goes without the folder where that is gone', () => {
    expect(filesToOpen(['/opt/app', 'a'], true, undefined)).toEqual({ files: ['a'] });
  });
});

it.each<[string, readonly string[], boolean]>([
  ['an ordinary start', ['/opt/app', '--user-data-dir=/home/ada/x', '/home/ada/x.axiombackup'], true],
  ['the longest path there is', ['/opt/app', '/'.repeat(4096)], true],
  ['a longer one', ['/opt/app', 'a'.repeat(12_000)], true],
  ['hundreds of files', ['/opt/app', ...Array<string>(500).fill(`/home/ada/${'x'.repeat(60)}.axiombackup`)], false],
  ['letters of three bytes', ['/opt/app', '€'.repeat(12_000)], false],
])('whether a running app can be passed %s depends on the length', (_what, argv, can) => {
  expect(canBePassedOn(argv, filesToOpen(argv, true, '/here'))).toBe(can);
});

describe('the message of a second start', () => {
  it.each<[string, unknown, unknown]>([
    ['a file and a folder', { files: ['a'], directory: '/b' }, { files: ['a'], directory: '/b' }],
    ['no folder', { files: ['a'] }, { files: ['a'] }],
    ['an older version, which passes nothing', undefined, { files: [] }],
    ['null', null, { files: [] }],
    ['text', 'a.axiombackup', { files: [] }],
    ['no list', { files: 'a' }, { files: [] }],
    ['something else in the list', { files: ['a', 7] }, { files: [] }],
    ['too many', { files: ['a', 'b', 'c'] }, { files: [] }],
    ['too long a text', { files: ['a'.repeat(4098)], directory: '/b' }, { files: [], directory: '/b' }],
    ['another kind of folder', { files: ['a'], directory: { toString: () => '/b' } }, { files: ['a'] }],
  ])('%s', (_what, told, given) => {
    expect(parseFilesToOpen(told)).toEqual(given);
  });

  it('takes what a start gives', () => {
    const given = filesToOpen(['/opt/app', 'x'.repeat(9999), 'b'], true, '/here');
    expect(parseFilesToOpen(JSON.parse(JSON.stringify(given)))).toEqual(given);
  });
});

describe('opened is', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['nothing, where nothing was given', [], undefined],
    ['a whole path', ['/home/ada/x.axiombackup'], '/home/ada/x.axiombackup'],
    [
      'one with spaces and umlauts',
      ['/home/ada/Über uns/mein Büro.axiombackup'],
      '/home/ada/Über uns/mein Büro.axiombackup',
    ],
    ['one in capitals', ['/X.AXIOMBACKUP'], '/X.AXIOMBACKUP'],
    ['one with dots', ['/a/../b/./x.axiombackup'], '/b/x.axiombackup'],
    ['one beside where it was started', ['x.axiombackup'], '/here/x.axiombackup'],
    ['one above that', ['../x.axiombackup'], '/x.axiombackup'],
    ['one whose name begins with a dash', ['-x.axiombackup'], '/here/-x.axiombackup'],
    ['one whose name is a percent sign', ['/100%.axiombackup'], '/100%.axiombackup'],
    ['an address', ['file:///home/ada/x.axiombackup'], '/home/ada/x.axiombackup'],
    ['an address of this computer by name', ['file://localhost/x.axiombackup'], '/x.axiombackup'],
    ['a short address', ['file:/x.axiombackup'], '/x.axiombackup'],
    ['an address in capitals', ['FILE:///x.axiombackup'], '/x.axiombackup'],
    ['an address with escapes', ['file:///B%C3%BCro%20%23%25/x%3f.axiombackup'], '/Büro #%/x?.axiombackup'],
    ['an address with a fragment', ['file:///x.axiombackup#y'], '/x.axiombackup'],
    ['one given twice', ['x.axiombackup', 'file:///here/x.axiombackup'], '/here/x.axiombackup'],
  ])('%s', (_what, files, path) => {
    expect(opened(files, '/here')).toBe(path);
  });

  it.each<[string, string, string]>([
    ['a whole path', 'C:\\Users\\Ada\\x.axiombackup', 'C:\\Users\\Ada\\x.axiombackup'],
    ['one with slashes', 'C:/Users/x.axiombackup', 'C:\\Users\\x.axiombackup'],
    ['one on a server', '\\\\nas\\share\\x.axiombackup', '\\\\nas\\share\\x.axiombackup'],
    ['one beside where it was started', 'x.axiombackup', 'D:\\here\\x.axiombackup'],
  ])('%s on Windows', (_what, file, path) => {
    expect(opened([file], 'D:\\here', 'win32')).toBe(path);
  });
});

describe('refused with a message is', () => {
  const LOOKS = (name: string) => `“${name}” does not look like a backup of this app: their names end in .axiombackup.`;
  const ELSEWHERE = (name: string) => `“${name}” is not a file on this computer.`;

  it.each<[string, string, string]>([
    ['another file', '/home/ada/notes.txt', LOOKS('notes.txt')],
    ['a file by an address', 'file:///home/ada/notes.txt', LOOKS('notes.txt')],
    ['a word', 'restore', LOOKS('restore')],
    ['the folder of all', '/', LOOKS('/')],
    ['a folder, whatever it is called', '/x.axiombackup/', LOOKS('x.axiombackup')],
    ['a name that goes on', '/x.axiombackup.bak', LOOKS('x.axiombackup.bak')],
    ['a name that turns its letters around', '/\u202Epukcab.axiom', LOOKS('\uFFFDpukcab.axiom')],
    ['an address elsewhere', 'https://example.com/x.axiombackup', ELSEWHERE('x.axiombackup')],
    ['a share that nobody mounted', 'smb://nas/x.axiombackup', ELSEWHERE('x.axiombackup')],
    ['another computer', 'file://nas/x.axiombackup', ELSEWHERE('x.axiombackup')],
    ['an address that cannot be read', 'file:///B%FCro.axiombackup', ELSEWHERE('B%FCro.axiombackup')],
    ['an escape that hides a folder', 'file:///a%2Fx.axiombackup', ELSEWHERE('a%2Fx.axiombackup')],
    ['a zero byte', 'file:///etc/shadow%00.axiombackup', ELSEWHERE('shadow%00.axiombackup')],
    ['an address of nothing', 'file:', LOOKS('file:')],
    ['a name that is no UTF-8', '/B\uFFFDro.axiombackup', 'The name of “B\uFFFDro.axiombackup” cannot be read.'],
    [
      'a path that no file can have',
      `/${'a'.repeat(5000)}.axiombackup`,
      `The path of “${'a'.repeat(80)}…” is too long.`,
    ],
  ])('%s', (_what, file, message) => {
    expect(opened([file], '/here')).toEqual({ refused: message });
  });

  it.each(['\\\\.\\pipe\\x.axiombackup', '\\\\?\\C:\\x.axiombackup'])('what is no file of Windows: %s', (file) => {
    expect(opened([file], 'D:\\here', 'win32')).toEqual({ refused: ELSEWHERE('x.axiombackup') });
  });

  it('a file beside a folder that is gone', () => {
    expect(opened(['x.axiombackup'])).toEqual({ refused: 'The folder in which “x.axiombackup” was opened is gone.' });
    expect(opened(['/x.axiombackup'])).toBe('/x.axiombackup');
  });

  it.each([[['/x.axiombackup', '/y.axiombackup']], [['/x.axiombackup', 'notes.txt']], [['a', 'a']]])(
    'more than one: %j',
    (files) => {
      expect(opened(files, '/here')).toEqual({
        refused: 'Several files were opened at once. One backup is restored at a time.',
      });
    },
  );
});
