import { describe, expect, it } from 'vitest';
import { compressionLevel, readFpmCall } from '../../../build/packages/fpm-call.mjs';

/** As electron-builder 26 calls fpm. */
const ARGS = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libnss3', '-d', 'libgtk-3-0t64 | libgtk-3-0'],
  ...['--deb-recommends', 'gnome-keyring', '--deb-compression', 'xz', '--architecture', 'amd64'],
  ...[
    '--after-install',
    '/tmp/in',
    '--after-remove',
    '/tmp/out',
    '--description',
    'In one line\n In more words\nand more',
  ],
  ...[
    '--version',
    '1.2.3~beta',
    '--package',
    '/out/x_1.2.3_amd64.deb',
    '--name',
    'x',
    '--maintainer',
    'M <m@x.invalid>',
  ],
  ...['--vendor', 'M', '--url', 'https://x.invalid/', '--category', 'utils', '--deb-priority', 'optional'],
  ...['--license', 'MIT', '/a b/app/=/opt/x', '/a=b/icon.png=/usr/share/icons/x.png'],
];

describe('a call of fpm', () => {
  it('is read in full', () => {
    expect(readFpmCall(ARGS)).toEqual({
      target: 'deb',
      name: 'x',
      version: '1.2.3~beta',
      architecture: 'amd64',
      maintainer: 'M <m@x.invalid>',
      url: 'https://x.invalid/',
      license: 'MIT',
      summary: 'In one line',
      description: 'In more words and more',
      category: 'utils',
      depends: ['libnss3', 'libgtk-3-0t64 | libgtk-3-0'],
      recommends: ['gnome-keyring'],
      afterRemove: '/tmp/out',
      output: '/out/x_1.2.3_amd64.deb',
      files: [
        { from: '/a b/app/', to: '/opt/x' },
        { from: '/a=b/icon.png', to: '/usr/share/icons/x.png' },
      ],
    });
  });

  it('has summary and description apart for an rpm', () => {
    const args = ['-t', 'rpm', '--rpm-summary', 'In one line', '--description', 'In more words'];
    expect(readFpmCall(args)).toMatchObject({ target: 'rpm', summary: 'In one line', description: 'In more words' });
  });

  it('recommends for an rpm what a tag says', () => {
    const args = ['-t', 'rpm', '--rpm-tag', 'Recommends: (a or b)'];
    expect(readFpmCall(args).recommends).toEqual(['(a or b)']);
  });

  it('may have its values behind an equals sign', () => {
    expect(readFpmCall([...ARGS, '--url=https://y.invalid/?a=b'])).toMatchObject({ url: 'https://y.invalid/?a=b' });
  });

  it.each([
    [[...ARGS, '--config-files', '/etc/x'], 'The option --config-files of fpm is not known here.'],
    [[...ARGS, '--rpm-tag', 'Conflicts: a'], 'The tag "Conflicts: a" of an rpm is not known here.'],
    [[...ARGS, '-t', 'pacman'], 'Packages of the kind "pacman" are not made here.'],
    [[...ARGS, '/a/file'], '"/a/file" does not say where the file is when installed.'],
  ])('is refused when it asks for something else', (args, message) => {
    expect(() => readFpmCall(args)).toThrow(message);
  });
});

describe('the level of compression', () => {
  it.each([
    [undefined, '2'],
    ['1', '1'],
    ['0', '2'],
    ['19', '2'],
    ['best', '2'],
  ])('for %s is %s', (given, expected) => expect(compressionLevel({ AXIOM_COMPRESSION_LEVEL: given })).toBe(expected));
});
