import { chmod, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PauseMark } from '../../../../main/adapters/handout/pause-mark';
import { temporaryFolder } from '../../../support/temporary-folder';

async function setUp() {
  const folder = await temporaryFolder();
  const state = join(folder, 'a', 'state');
  return { folder, state, mark: new PauseMark(state, join(folder, 'data')) };
}

it('is absent before it was written and after it was removed, and makes its folder', async () => {
  const { state, mark } = await setUp();
  expect(mark.read()).toBeUndefined();
  mark.remove();
  mark.leave({ isPaused: true, sinceMs: 7, reason: 'odd' });
  expect(mark.read()).toEqual({ isPaused: true, sinceMs: 7, reason: 'odd' });
  mark.remove();
  expect([mark.read(), await readdir(state)]).toEqual([undefined, []]);
});

it.each(['', '{', '{"sinceMs":"x"}', '[]', 'x'.repeat(100_000)])('counts with any content: %.20j', async (content) => {
  const { mark } = await setUp();
  mark.leave({ isPaused: true });
  await writeFile(mark.path, content);
  expect(mark.read()).toEqual({ isPaused: true });
});

it('is the same however the data folder is written', async () => {
  const { folder, state, mark } = await setUp();
  await mkdir(join(folder, 'data'));
  await symlink('data', join(folder, 'link'));
  const [direct, linked] = ['data', 'link'].map((name) => new PauseMark(state, join(folder, name)).path);
  expect(linked).toBe(direct);
  expect(direct).toBe(mark.path);
});

it('follows no link, and fails with a message where it cannot be left', async () => {
  const { folder, state, mark } = await setUp();
  await mkdir(state, { recursive: true });
  await writeFile(join(folder, 'precious'), 'precious');
  await symlink(join(folder, 'precious'), mark.path);
  expect(() => mark.leave({ isPaused: true })).toThrow(expect.objectContaining({ name: 'AxiomTokenError' }));
  expect(await readFile(join(folder, 'precious'), 'utf8')).toBe('precious');
  mark.remove();
  expect(await readFile(join(folder, 'precious'), 'utf8')).toBe('precious');
});

it('counts if it may not be read', async () => {
  if (process.getuid?.() === 0) return expect(true).toBe(true);
  const { state, mark } = await setUp();
  mark.leave({ isPaused: true });
  await chmod(state, 0);
  expect(mark.read()).toEqual({ isPaused: true, isLost: true });
  await chmod(state, 0o700);
});
