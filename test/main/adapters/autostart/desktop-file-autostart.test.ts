import { mkdir, readdir, readFile, readlink, stat, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AUTOSTART_FILE, createDesktopFileAutostart } from '../../../../main/adapters/autostart/desktop-file-autostart';
import { temporaryFolder } from '../../../support/temporary-folder';

const COMMAND = ['/opt/axiom/app', '--hidden'] as const;

const ENV = { XDG_CURRENT_DESKTOP: 'ubuntu:GNOME', PATH: '/nowhere:/bin' };

async function openFolder(command: readonly [string, ...string[]] = COMMAND) {
  const directory = join(await temporaryFolder(), 'config', 'autostart');
  const path = join(directory, AUTOSTART_FILE);
  return {
    directory,
    path,
    autostart: createDesktopFileAutostart({ directory, command, env: ENV }),
    put: async (text: string) => {
      await mkdir(directory, { recursive: true });
      await writeFile(path, text);
    },
  };
}

it('makes the folder, writes one file for its owner, and removes it again', async () => {
  const { autostart, directory, path } = await openFolder();
  await autostart.set(true);
  expect(await readdir(directory)).toEqual([AUTOSTART_FILE]);
  expect(await readFile(path, 'utf8')).toContain('\nExec=/opt/axiom/app --hidden\n');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await autostart.set(false);
  expect(await readdir(directory)).toEqual([]);
});

it('creates nothing when it is switched off and was never on', async () => {
  const { autostart, directory } = await openFolder();
  await autostart.set(false);
  await expect(stat(directory)).rejects.toMatchObject({ code: 'ENOENT' });
});

it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false', 'OnlyShowIn=KDE;', 'NotShowIn=GNOME;', 'TryExec=/no/such'])(
  'is off where the desktop has switched it off by %s, and can be switched on again',
  async (line) => {
    const { autostart, path } = await openFolder();
    await autostart.set(true);
    const text = await readFile(path, 'utf8');
    await writeFile(path, `${text}${line}\n`);
    expect(await autostart.read()).toBe('off');
    await autostart.set(false);
    expect(await readFile(path, 'utf8')).toBe(`${text}${line}\n`);
    await autostart.set(true);
    expect([await autostart.read(), await readFile(path, 'utf8')]).toEqual(['on', text]);
  },
);

it('reports another copy of the app, and replaces it when it is switched on', async () => {
  const { autostart, directory } = await openFolder();
  const other = createDesktopFileAutostart({
    directory,
    command: ['/home/you/Axiom.AppImage', '--hidden'],
    env: ENV,
  });
  await other.set(true);
  expect([await autostart.read(), await other.read()]).toEqual(['other', 'on']);
  await autostart.set(true);
  expect([await autostart.read(), await other.read()]).toEqual(['on', 'other']);
});

it.each([
  ['of another program', '[Desktop Entry]\nType=Application\nName=Mine\nExec=/usr/bin/mine\n'],
  ['that is empty', ''],
])('names a file %s, and leaves it', async (_what, text) => {
  const { autostart, path, put } = await openFolder();
  await put(text);
  const refusal = { code: 'STORAGE_DENIED', message: `${path} was not written by this app, so it is left as it is.` };
  await expect(autostart.read()).rejects.toMatchObject(refusal);
  await expect(autostart.set(true)).rejects.toMatchObject(refusal);
  await expect(autostart.set(false)).rejects.toMatchObject(refusal);
  expect(await readFile(path, 'utf8')).toBe(text);
});

it.each(['/bin/sh', 'sh'])('is on where the program that is tried first, %s, is there', async (program) => {
  const { autostart, path } = await openFolder();
  await autostart.set(true);
  await writeFile(path, `${await readFile(path, 'utf8')}TryExec=${program}\n`);
  expect(await autostart.read()).toBe('on');
});

it('reports the target of a link to such a file, and changes neither link nor file', async () => {
  const { autostart, directory, path } = await openFolder();
  const elsewhere = await openFolder();
  await elsewhere.autostart.set(true);
  const text = await readFile(elsewhere.path, 'utf8');
  await mkdir(directory, { recursive: true });
  await symlink(elsewhere.path, path);
  expect(await autostart.read()).toBe('on');
  for (const isOn of [true, false]) {
    await expect(autostart.set(isOn)).rejects.toMatchObject({
      code: 'STORAGE_DENIED',
      message: `${path} is a link that somebody has put there, so it is left as it is.`,
    });
  }
  expect([await readlink(path), await readFile(elsewhere.path, 'utf8')]).toEqual([elsewhere.path, text]);
});

it.each(['/dev/null', '/no/such/file'])('is off by a link to %s, which is left', async (target) => {
  const { autostart, directory, path } = await openFolder();
  await mkdir(directory, { recursive: true });
  await symlink(target, path);
  expect(await autostart.read()).toBe('off');
  await autostart.set(false);
  await expect(autostart.set(true)).rejects.toMatchObject({ message: expect.stringContaining('is a link') });
  expect(await readlink(path)).toBe(target);
});

it('says what is wrong where a file, or a link that leads nowhere, is in the place of the folder', async () => {
  const { autostart, directory } = await openFolder();
  await mkdir(join(directory, '..'));
  await writeFile(directory, '');
  const refusal = { code: 'STORAGE_UNAVAILABLE', remedy: expect.stringMatching(/^Move away what is there/) };
  for (const run of [() => autostart.read(), () => autostart.set(true), () => autostart.set(false)])
    await expect(run()).rejects.toMatchObject(refusal);
  await unlink(directory);
  await symlink('/no/such/folder', directory);
  expect(await autostart.read()).toBe('off');
  await expect(autostart.set(true)).rejects.toMatchObject(refusal);
});

it('is not reported as off where something else is in the place of the file', async () => {
  const { autostart, path } = await openFolder();
  await mkdir(path, { recursive: true });
  await expect(autostart.read()).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  await expect(autostart.set(true)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
});

it('says so where the folder cannot be made', async () => {
  const { directory, autostart } = await openFolder();
  await writeFile(join(directory, '..', '..', 'config'), '');
  await expect(autostart.set(true)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
});

it('changes nothing where the path of the program cannot be written in such a file', async () => {
  const { autostart, directory } = await openFolder(['/opt/a=b/app']);
  await expect(autostart.set(true)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await expect(stat(directory)).rejects.toMatchObject({ code: 'ENOENT' });
});
