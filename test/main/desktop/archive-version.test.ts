import { createPackage } from '@electron/asar';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { versionInArchive } from '../../../main/desktop/archive-version';
import { temporaryFolder } from '../../support/temporary-folder';

/** A real archive with this text as its package.json. */
async function archiveWith(packageJson: string): Promise<Buffer> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'app/dist'), { recursive: true });
  await writeFile(join(folder, 'app/dist/main.cjs'), 'x'.repeat(3333));
  await writeFile(join(folder, 'app/package.json'), packageJson);
  await createPackage(join(folder, 'app'), join(folder, 'app.asar'));
  return readFile(join(folder, 'app.asar'));
}

const versionIn = (archive: Buffer) =>
  versionInArchive((position, length) => archive.subarray(position, position + length));

it.each([
  ['a version', '{"name":"x","version":"12.3.4"}', '12.3.4'],
  ['one before a release', '{"version":"1.0.0-beta.2"}', '1.0.0-beta.2'],
  ['none', '{"name":"x"}', undefined],
  ['words in its place', '{"version":"1.0.0 <b>call this number</b>"}', undefined],
  ['a number', '{"version":1}', undefined],
  ['what is no JSON', '{"version":', undefined],
])('finds %s', async (_what, packageJson, version) => {
  expect(versionIn(await archiveWith(packageJson))).toBe(version);
});

it('finds nothing in an archive that is cut off anywhere, and does not throw', async () => {
  const whole = await archiveWith('{"version":"1.2.3"}');
  const found = Array.from({ length: whole.length }, (_, length) => versionIn(whole.subarray(0, length)));
  expect(found.filter((version) => version !== undefined)).toEqual([]);
  expect(versionIn(whole)).toBe('1.2.3');
});

it('reads no more than a small part, whatever an archive’s header says', () => {
  const lengths: number[] = [];
  const read = (_position: number, length: number) => {
    lengths.push(length);
    return Buffer.alloc(16, 0xff);
  };
  expect(versionInArchive(read)).toBeUndefined();
  expect(lengths).toEqual([16]);
});

it('finds nothing where it cannot be read', () => {
  const read = () => {
    throw new Error('no such file');
  };
  expect(versionInArchive(read)).toBeUndefined();
});
