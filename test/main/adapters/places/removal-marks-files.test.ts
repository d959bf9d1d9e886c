// The files of removal marks, and odd files. The common contract: removal-marks.contract.ts.
import { mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { placeHash } from '../../../../main/adapters/places/place-hash';
import { createRemovalMarksFiles } from '../../../../main/adapters/places/removal-marks-files';
import { temporaryFolder } from '../../../support/temporary-folder';

const PLACE = 'keychain:default';
const NAME = `${placeHash(PLACE)}.removed.json`;
const mark = { signIn: 'ab'.repeat(16), atMs: 1_750_000_000_000 };

async function openStage() {
  const directory = join(await temporaryFolder(), 'state');
  const path = join(directory, NAME);
  const put = async (text: string) => {
    await mkdir(directory, { mode: 0o700 });
    await writeFile(path, text, { mode: 0o600 });
  };
  return { directory, path, put, marks: createRemovalMarksFiles({ directory }) };
}

it('are a private file, made with the first of them', async () => {
  const { directory, path, marks } = await openStage();
  expect(await marks.read(PLACE)).toEqual([]);
  await expect(stat(directory)).rejects.toMatchObject({ code: 'ENOENT' });
  await marks.add(PLACE, mark);
  expect(await readdir(directory)).toEqual([NAME]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, marks: [mark] });
});

it.each([
  ['no JSON', '{"version":1,"ma'],
  ['nothing at all', ''],
  ['a mark that is none', '{"version":1,"marks":[{"signIn":""}]}'],
  ['more than marks take', `{"version":1,"marks":[],"x":"${'x'.repeat(70_000)}"}`],
])('are none in a file with %s, which the next one replaces', async (_what, text) => {
  const { put, marks } = await openStage();
  await put(text);
  expect(await marks.read(PLACE)).toEqual([]);
  await marks.add(PLACE, mark);
  expect(await marks.read(PLACE)).toEqual([mark]);
});

it('of a newer version count as none and are left as they are', async () => {
  const { path, put, marks } = await openStage();
  const text = '{"version":2,"marks":{"a":1}}';
  await put(text);
  expect(await marks.read(PLACE)).toEqual([]);
  await expect(marks.add(PLACE, mark)).rejects.toMatchObject({
    code: 'STORAGE_UNAVAILABLE',
    message: `${path} was written by a newer version of the app.`,
  });
  expect(await readFile(path, 'utf8')).toBe(text);
});

it('keep what another version has put beside them', async () => {
  const { path, put, marks } = await openStage();
  const other = { signIn: 'other', atMs: 1, by: 'agent' };
  await put(JSON.stringify({ version: 1, marks: [other], note: 'x' }));
  await marks.add(PLACE, mark);
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ version: 1, marks: [other, mark], note: 'x' });
});

it('are not reported as absent if they cannot be read', async () => {
  const { directory, path, marks } = await openStage();
  await mkdir(directory, { mode: 0o700 });
  await writeFile(join(directory, 'target'), '');
  await symlink(join(directory, 'target'), path);
  await expect(marks.read(PLACE)).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
});
