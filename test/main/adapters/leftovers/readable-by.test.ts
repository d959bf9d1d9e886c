import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { askReadableBy, readableBy } from '../../../../main/adapters/leftovers/readable-by';
import { temporaryFolder } from '../../../support/temporary-folder';

const ME = 1000;
const mine = (mode: number) => ({ mode, uid: ME });

it.each([
  ['closed', 0o600, [0o755, 0o755], 'you'],
  ['open, and so are its folders', 0o644, [0o755, 0o755], 'others'],
  ['open below a folder that is closed', 0o644, [0o755, 0o700], 'you-by-folder'],
  ['open to its group below folders that let only others pass', 0o640, [0o755, 0o701], 'you-by-folder'],
  ['open to its group', 0o640, [0o755, 0o750], 'others'],
  ['writable for others, but not to be read', 0o622, [0o755], 'you'],
] as const)('a file that is %s', (_what, mode, folders, expected) => {
  expect(readableBy(mine(mode), folders.map(mine), ME)).toBe(expected);
});

it('another user’s file is his, and without such rights nothing is known', () => {
  expect(readableBy({ mode: 0o600, uid: 0 }, [], ME)).toBe('others');
  expect(readableBy(mine(0o644), [], undefined)).toBe('unknown');
});

it('asks the file and every folder above it', async () => {
  const folder = join(await temporaryFolder(), 'inner');
  await mkdir(folder);
  const path = join(folder, 'file');
  await writeFile(path, '');
  await chmod(path, 0o644);
  await chmod(folder, 0o755);
  // Only this user can read the temporary folder.
  expect(await askReadableBy(path)).toBe('you-by-folder');
  await chmod(path, 0o600);
  expect(await askReadableBy(path)).toBe('you');
});
