import { lstat, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { clearGzipTime, setSourceDate, sourceDate } from '../../../build/packages/source-date.mjs';
import { temporaryFolder } from '../../support/temporary-folder';

it.each([
  [undefined, undefined],
  ['', undefined],
  ['0', '1970-01-01T00:00:00.000Z'],
  ['1700000000', '2023-11-14T22:13:20.000Z'],
])('SOURCE_DATE_EPOCH %s is the time %s', (seconds, time) => {
  expect(sourceDate(seconds === undefined ? {} : { SOURCE_DATE_EPOCH: seconds })?.toISOString()).toBe(time);
});

it.each(['yesterday', '-1', '1.5', '9'.repeat(13)])('SOURCE_DATE_EPOCH %s is refused with a message', (seconds) => {
  expect(() => sourceDate({ SOURCE_DATE_EPOCH: seconds })).toThrow(
    `SOURCE_DATE_EPOCH is "${seconds}", which is not a time.`,
  );
});

it('is the time of a folder and of all in it, links too, where it is set', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'in'));
  await writeFile(join(folder, 'in/file'), '');
  await symlink('nowhere', join(folder, 'in/link'));
  const times = () =>
    Promise.all(['', 'in', 'in/file', 'in/link'].map(async (path) => (await lstat(join(folder, path))).mtimeMs / 1000));
  const before = await times();
  await setSourceDate(folder, {});
  expect(await times()).toEqual(before);
  await setSourceDate(folder, { SOURCE_DATE_EPOCH: '1700000000' });
  expect(await times()).toEqual([1_700_000_000, 1_700_000_000, 1_700_000_000, 1_700_000_000]);
});

it('is not in the header of a gzip file, whenever that was made', async () => {
  const path = join(await temporaryFolder(), 'a.gz');
  const made = gzipSync('content');
  const dated = Buffer.from(made);
  dated.writeUInt32LE(1_700_000_000, 4);
  await writeFile(path, dated);
  await clearGzipTime(path);
  const cleared = await readFile(path);
  expect([cleared.equals(made), gunzipSync(cleared).toString()]).toEqual([true, 'content']);
});
