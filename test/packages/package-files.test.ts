import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { filesBelow, findWrongFiles, installedFiles, type PackageFile } from './package-files.mjs';

const FOLDER = '/opt/axiom-token-manager';

function file(path: string, more: Partial<PackageFile> = {}): PackageFile {
  return { path: `${FOLDER}/${path}`, uid: 0, gid: 0, mode: 0o100644, ...more };
}

const helper = file('chrome-sandbox', { mode: 0o104755 });
const folder = file('resources', { mode: 0o040755 });
const link: PackageFile = { path: '/usr/bin/axiom-token-manager', uid: 0, gid: 0, mode: 0o120777 };

const others = `others can write to ${FOLDER}`;
/** Problems in every kind of package. */
const ANYWHERE: [string, PackageFile, string][] = [
  ['a folder for everybody', file('resources', { mode: 0o040777 }), `${others}/resources (777)`],
  ['a file for its group', file('icudtl.dat', { mode: 0o100664 }), `${others}/icudtl.dat (664)`],
  ['a file for others', file('icudtl.dat', { mode: 0o100646 }), `${others}/icudtl.dat (646)`],
  ['rights of a user', file('a', { mode: 0o104755 }), `${FOLDER}/a has rights of its own (4755)`],
  ['rights of a group', file('a', { mode: 0o102755 }), `${FOLDER}/a has rights of its own (2755)`],
  ...['resources/apparmor-profile', 'resources/default_app.asar', 'resources/app-update.yml']
    .concat('resources/elevate.exe', 'latest.AppImage.blockmap', 'main.js.map')
    .map((name): [string, PackageFile, string] => [name, file(name), `${FOLDER}/${name} may be in no package`]),
];

describe('an installed package', () => {
  it('is as it must be', () =>
    expect(findWrongFiles([helper, folder, file('map'), link], { isInstalled: true })).toEqual([]));

  it.each([
    ...ANYWHERE,
    ['another user', file('a', { uid: 1000 }), `${FOLDER}/a belongs to 1000:0 instead of root`],
    ['another group', { ...link, gid: 50 }, '/usr/bin/axiom-token-manager belongs to 0:50 instead of root'],
  ])('with %s is not', (_what, wrong, words) =>
    expect(findWrongFiles([helper, folder, wrong], { isInstalled: true })).toEqual([words]),
  );

  it.each([
    ['without rights', 0o100755, ['chrome-sandbox has mode 755 instead of 4755']],
    ['that others cannot start', 0o104711, ['chrome-sandbox has mode 4711 instead of 4755']],
    ['with rights of a group', 0o106755, ['chrome-sandbox has mode 6755 instead of 4755']],
  ])('with a helper %s is not', (_what, mode, words) =>
    expect(findWrongFiles([file('chrome-sandbox', { mode })], { isInstalled: true })).toEqual(
      words.map((each) => `${FOLDER}/${each}`),
    ),
  );

  it('without its helper is not', () =>
    expect(findWrongFiles([folder], { isInstalled: true })).toEqual([`${FOLDER}/chrome-sandbox is missing`]));
});

describe('a package that nobody installs', () => {
  it('belongs to the user who unpacks it', () =>
    expect(findWrongFiles([{ ...folder, uid: 1000, gid: 1000 }], { isInstalled: false })).toEqual([]));

  it.each([...ANYWHERE, ['a helper with rights', helper, `${FOLDER}/chrome-sandbox has rights of its own (4755)`]])(
    'with %s is not as it must be',
    (_what, wrong, words) => expect(findWrongFiles([wrong], { isInstalled: false })).toEqual([words]),
  );
});

describe('the files on the disk', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'axiom-files-'));
    await mkdir(join(root, FOLDER, 'resources'), { recursive: true });
    await writeFile(join(root, FOLDER, 'resources/app.asar'), '');
    await symlink('nowhere', join(root, FOLDER, 'link'));
    await chmod(join(root, FOLDER, 'resources'), 0o777);
  });
  afterEach(() => rm(root, { recursive: true }));

  it('are found with their modes', async () => {
    const found = await filesBelow(join(root, FOLDER));
    expect(found.map(({ path }) => path).sort()).toEqual(['/', '/link', '/resources', '/resources/app.asar']);
    expect(findWrongFiles(found, { isInstalled: false })).toEqual(['others can write to /resources (777)']);
  });

  it('are those of the list, and what is there without being listed', async () => {
    const { files, added } = await installedFiles(root, `/.\n${FOLDER}\nby: other\n${FOLDER}/resources\n`);
    const paths = ['/.', FOLDER, `${FOLDER}/link`, `${FOLDER}/resources`, `${FOLDER}/resources/app.asar`];
    expect(files.map(({ path }) => path).sort()).toEqual(paths.sort());
    expect(added.sort()).toEqual([`${FOLDER}/link`, `${FOLDER}/resources/app.asar`]);
  });

  it('of the list have to be there', async () => {
    await expect(installedFiles(root, `${FOLDER}/gone\n`)).rejects.toThrow(`${FOLDER}/gone`);
  });
});
