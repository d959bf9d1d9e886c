import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SetupError } from '../../build/setup-error.mjs';
import { packagesIn, readOptions, refuseUnlessPossible, TARGETS } from './options.mjs';

describe('the options', () => {
  it.each([
    ['none', [], { only: TARGETS, from: undefined, steps: false }],
    ['all', ['--only', 'rpm', '--from', 'x', '--steps'], { only: ['rpm'], from: 'x', steps: true }],
    ['targets in another order', ['--only=tar.gz,lint'], { only: ['lint', 'tar.gz'], from: undefined, steps: false }],
  ])('%s', (_what, args, options) => expect(readOptions(args)).toEqual(options));

  it.each([
    ['one that there is not', ['--bogus'], "Unknown option '--bogus'."],
    ['one without its value', ['--only'], "Option '--only <value>' argument missing."],
    ['a word of no option', ['rpm'], "Unexpected argument 'rpm'."],
    ['a target that there is not', ['--only', 'lint,snap'], '"snap" is no target.'],
    ['no target', ['--only', ''], '"" is no target.'],
  ])('%s is refused in words', (_what, args, words) => {
    expect(() => readOptions(args)).toThrow(SetupError);
    expect(() => readOptions(args)).toThrow(words);
  });
});

describe('where packages are tested', () => {
  it('is Linux as root', () => expect(() => refuseUnlessPossible({ platform: 'linux', uid: 0 })).not.toThrow());

  it.each([
    ['an ordinary user', 'linux', 1000, 'needs root'],
    ['another system', 'darwin', 0, 'on Linux alone'],
    ['a system without users', 'win32', undefined, 'on Linux alone'],
  ] as const)('not as %s', (_what, platform, uid, words) => {
    expect(() => refuseUnlessPossible({ platform, uid })).toThrow(SetupError);
    expect(() => refuseUnlessPossible({ platform, uid })).toThrow(words);
  });
});

describe('packages that were built before', () => {
  const NAMES = ['app_1.0.9_amd64.deb', 'app-1.0.9.x86_64.rpm', 'app-1.0.9-x86_64.AppImage', 'app-1.0.9-x64.tar.gz'];
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'axiom-from-'));
    for (const name of NAMES) await writeFile(join(folder, name), '');
    await mkdir(join(folder, 'linux-unpacked'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are found by kind', async () => {
    const [deb, rpm, image, archive] = NAMES.map((name) => join(folder, name));
    expect(await packagesIn(folder, '1.0.9')).toEqual({ deb, rpm, AppImage: image, 'tar.gz': archive });
  });

  it.each([
    ['no folder', 'nowhere', '1.0.9', /nowhere cannot be read \(ENOENT\)/],
    ['a folder without them', 'linux-unpacked', '1.0.9', /has no AppImage of version 1\.0\.9/],
    ['another version', '.', '0.9', /has no AppImage of version 0\.9/],
  ])('%s is refused in words', async (_what, below, version, words) => {
    const finding = packagesIn(join(folder, below), version);
    await expect(finding).rejects.toThrow(SetupError);
    await expect(finding).rejects.toThrow(words);
  });
});
