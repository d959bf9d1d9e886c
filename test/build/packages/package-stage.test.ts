import { chmod, lstat, mkdir, readdir, readFile, readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished, vi } from 'vitest';
import { modeOf, stagePackage } from '../../../build/packages/package-stage.mjs';
import { packageCall } from '../../support/package-call';
import { temporaryFolder } from '../../support/temporary-folder';

it.each([
  ['opt/axiom-token-manager/chrome-sandbox', true, 0o4755],
  ['opt/axiom-token-manager/chrome-sandbox', false, 0o4755],
  ['opt/axiom-token-manager/resources/chrome-sandbox', true, 0o755],
  ['opt/axiom-token-manager/axiom-token-manager', true, 0o755],
  ['usr/share/doc/axiom-token-manager/copyright', false, 0o644],
])('%s (a program: %s) has its rights', (path, isProgram, mode) => {
  expect(modeOf(path, isProgram)).toBe(mode);
});

it('puts program, link, kind of package and files of the system at their installed paths', async () => {
  const from = await temporaryFolder();
  await mkdir(join(from, 'app/resources'), { recursive: true, mode: 0o700 });
  const write = (path: string, text: string) => writeFile(join(from, path), text, { mode: 0o600 });
  await write('app/axiom-token-manager', 'program');
  await chmod(join(from, 'app/axiom-token-manager'), 0o700);
  await write('app/chrome-sandbox', 'helper');
  await write('app/resources/app.asar', 'archive');
  await write('app/resources/apparmor-profile', 'of electron-builder');
  await write('NEWS', 'what is new');
  const folder = await temporaryFolder();
  const call = packageCall({
    target: 'rpm',
    files: [
      { from: join(from, 'app/'), to: '/opt/axiom-token-manager' },
      { from: join(from, 'NEWS'), to: '/usr/share/doc/axiom-token-manager/NEWS.gz' },
    ],
  });
  const files = await stagePackage({ folder, call });
  expect(files.map(({ path, mode, isLink }) => `${path} ${isLink ? 'link' : mode.toString(8)}`)).toEqual([
    'opt/axiom-token-manager/axiom-token-manager 755',
    'opt/axiom-token-manager/chrome-sandbox 4755',
    'opt/axiom-token-manager/resources/app.asar 644',
    'opt/axiom-token-manager/resources/package-type 644',
    'usr/bin/axiom-token-manager link',
    'usr/bin/axiom-tokens link',
    'usr/share/doc/axiom-token-manager/NEWS.gz 644',
  ]);
  const read = (path: string) => readFile(join(folder, path));
  expect(String(await read('opt/axiom-token-manager/resources/package-type'))).toBe('rpm');
  expect(await readlink(join(folder, 'usr/bin/axiom-token-manager'))).toBe(
    '/opt/axiom-token-manager/axiom-token-manager',
  );
  expect(await readlink(join(folder, 'usr/bin/axiom-tokens'))).toBe('/opt/axiom-token-manager/axiom-tokens');
  expect(String(gunzipSync(await read('usr/share/doc/axiom-token-manager/NEWS.gz')))).toBe('what is new');
  expect((await lstat(join(folder, 'opt/axiom-token-manager/resources'))).mode & 0o777).toBe(0o755);
  expect((await lstat(join(folder, 'opt/axiom-token-manager/chrome-sandbox'))).mode & 0o7777).toBe(0o4755);
});

it('gives all that is installed the time that is asked for', async () => {
  vi.stubEnv('SOURCE_DATE_EPOCH', '1700000000');
  onTestFinished(() => void vi.unstubAllEnvs());
  const from = await temporaryFolder();
  await mkdir(join(from, 'app/resources'), { recursive: true });
  await writeFile(join(from, 'app/axiom-token-manager'), 'program');
  const folder = await temporaryFolder();
  const call = packageCall({ files: [{ from: join(from, 'app/'), to: '/opt/axiom-token-manager' }] });
  await stagePackage({ folder, call });
  const paths = await readdir(folder, { recursive: true });
  expect(paths).toContain('opt/axiom-token-manager/resources/package-type');
  for (const path of ['', ...paths]) expect([path, (await lstat(join(folder, path))).mtimeMs]).toEqual([path, 1.7e12]);
});
