import { execFile } from 'node:child_process';
import { appendFile, chmod, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { createLineFile } from '../../../../main/adapters/files/line-file';
import { readAll } from '../../../contracts/line-file.contract';
import { fillDisk, mountSmallDisk } from '../../../support/faults/fault-disk-small';
import { temporaryFolder } from '../../../support/temporary-folder';

async function opened(size = { largestBytes: 1024 * 1024, fileCount: 3 }) {
  const folder = await temporaryFolder();
  const path = join(folder, 'lines');
  return { folder, path, file: createLineFile({ path, ...size }) };
}

it('puts a file aside once it is large enough, keeps as many as it may, and reads them all', async () => {
  const { folder, file } = await opened({ largestBytes: 20, fileCount: 3 });
  for (let number = 1; number <= 5; number++) await file.append([`line ${number}`, 'a further one']);
  expect((await readdir(folder)).sort()).toEqual(['lines.1', 'lines.2']);
  await file.append(['newest']);
  expect(await readAll(file)).toEqual(['newest', 'a further one', 'line 5', 'a further one', 'line 4']);
});

it('can be read by its owner only, also where it could be read by others', async () => {
  const { path, file } = await opened();
  await file.append(['one']);
  await chmod(path, 0o644);
  await file.append(['two']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it('begins a new line after one that was cut short, and gives both', async () => {
  const { path, file } = await opened();
  await writeFile(path, 'whole\ncut sho');
  await file.append(['new']);
  expect(await readFile(path, 'utf8')).toBe('whole\ncut sho\nnew\n');
  expect(await readAll(file)).toEqual(['new', 'cut sho', 'whole']);
});

it('writes no part of a line for which a full disk has no room', async (context) => {
  const folder = await temporaryFolder();
  const unmount = await mountSmallDisk(folder);
  if (!unmount) context.skip('mounting a small disk is not allowed here');
  try {
    const file = createLineFile({ path: join(folder, 'lines'), largestBytes: 1024 * 1024, fileCount: 2 });
    await file.append(['before']);
    const free = fillDisk(folder, 0);
    await expect(file.append(['x'.repeat(9000)])).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    free();
    await file.append(['after']);
    expect(await readAll(file)).toEqual(['after', 'before']);
  } finally {
    await unmount?.();
  }
});

it('leaves out a line that no program of ours has written, and continues', async () => {
  const { path, file } = await opened();
  await file.append(['first']);
  await appendFile(path, `${'y'.repeat(700_000)}\nlast\n`);
  const lines = await readAll(file);
  expect([lines[0], lines.at(-1), lines.every((line) => line.length < 350_000)]).toEqual(['last', 'first', true]);
});

it('reads only the newer part of a file that is larger than our programs make it', async () => {
  const { path, file } = await opened({ largestBytes: 100_000, fileCount: 2 });
  await writeFile(path, 'x'.repeat(99).concat('\n').repeat(10_000));
  expect((await readAll(file)).length).toBe(1999);
});

it('follows no link, and does not change its target', async () => {
  const { folder, path, file } = await opened();
  const other = join(folder, 'other');
  await writeFile(other, 'diary\n', { mode: 0o644 });
  await symlink(other, path);
  await expect(file.append(['one'])).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  await expect(readAll(file)).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  expect([await readFile(other, 'utf8'), (await stat(other)).mode & 0o777]).toEqual(['diary\n', 0o644]);
});

it('does not wait for a pipe that nobody reads', async () => {
  const { path, file } = await opened();
  await promisify(execFile)('mkfifo', [path]);
  await expect(file.append(['one'])).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
  await expect(readAll(file)).rejects.toMatchObject({ code: 'STORAGE_UNAVAILABLE' });
});
