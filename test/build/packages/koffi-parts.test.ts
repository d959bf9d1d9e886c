import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ensureKoffi, koffiPaths } from '../../../build/packages/koffi-parts.mjs';
import { runCommand } from '../../../build/run-command.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

const TARGET = 'darwin-arm64';

/** A project whose lock file contains koffi's module for the target, and npm's download of it. */
async function project(isChanged = false) {
  const root = await temporaryFolder();
  const source = await temporaryFolder();
  await mkdir(join(source, 'package/darwin_arm64'), { recursive: true });
  await writeFile(join(source, 'package/darwin_arm64/koffi.node'), 'native');
  const archive = join(source, 'koffi.tgz');
  await runCommand('tar', ['-czf', archive, '-C', source, 'package']);
  const hash = createHash('sha512')
    .update(await readFile(archive))
    .digest('base64');
  const { folder, native } = koffiPaths(TARGET);
  const locked = { version: '3.0.0', integrity: `sha512-${isChanged ? hash.toLowerCase() : hash}` };
  await writeFile(join(root, 'package-lock.json'), JSON.stringify({ packages: { [folder]: locked } }));
  const asked: string[] = [];
  const fetch = async (what: string) => {
    asked.push(what);
    return archive;
  };
  return { root, native: join(root, native), asked, fetch };
}

it('names the paths of the parts', () => {
  expect(koffiPaths('win32-x64')).toEqual({
    folder: 'node_modules/@koromix/koffi-win32-x64',
    native: 'node_modules/@koromix/koffi-win32-x64/win32_x64/koffi.node',
  });
});

it('fetches the part for another system once, in the version that is locked', async () => {
  const { root, native, asked, fetch } = await project();
  await ensureKoffi({ root, target: TARGET, fetch });
  await ensureKoffi({ root, target: TARGET, fetch });
  expect(await readFile(native, 'utf8')).toBe('native');
  expect(asked).toEqual(['@koromix/koffi-darwin-arm64@3.0.0']);
  expect(await readdir(join(root, 'node_modules'))).toEqual(['@koromix']);
});

it('refuses what has another hash, and leaves nothing of it', async () => {
  const { root, fetch } = await project(true);
  await expect(ensureKoffi({ root, target: TARGET, fetch })).rejects.toThrow('has another hash than package-lock.json');
  expect(await readdir(join(root, 'node_modules'), { recursive: true })).toEqual(['@koromix']);
});

it('says so where there is no part for a system', async () => {
  const { root, fetch } = await project();
  await expect(ensureKoffi({ root, target: 'sunos-x64', fetch })).rejects.toThrow('no native part for sunos-x64');
});
