// What the files of spent refresh tokens look like, and what becomes of odd ones. What holds for every list: spent-tokens.contract.ts.
import * as real from 'node:fs/promises';
import { appendFile, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createSpentTokensFiles } from '../../../../main/adapters/places/spent-tokens-files';
import { FakeClock } from '../../../support/fakes/clock/fake-clock';
import { temporaryFolder } from '../../../support/temporary-folder';

const DAY_MS = 24 * 3_600_000;
const [ONE, TWO, THREE] = ['a1'.repeat(8), 'b2'.repeat(8), 'c3'.repeat(8)] as const;

async function openStage() {
  const directory = join(await temporaryFolder(), 'state');
  const clock = new FakeClock();
  return { directory, clock, spent: createSpentTokensFiles({ directory, clock }) };
}

it('are a file a month for its owner alone, made with the first of them', async () => {
  const { directory, clock, spent } = await openStage();
  expect(await spent.has(ONE)).toBe(false);
  await expect(stat(directory)).rejects.toMatchObject({ code: 'ENOENT' });
  await spent.add(ONE);
  await spent.add(TWO);
  clock.jumpWall(31 * DAY_MS);
  await spent.add(THREE);
  expect(await readdir(directory)).toEqual(['spent-tokens-2026-03.txt', 'spent-tokens-2026-04.txt']);
  const path = join(directory, 'spent-tokens-2026-03.txt');
  expect([(await stat(path)).mode & 0o777, (await stat(directory)).mode & 0o777]).toEqual([0o600, 0o700]);
  expect(await readFile(path, 'utf8')).toBe(`\n${ONE}\n\n${TWO}\n`);
  expect([await spent.has(ONE), await spent.has(THREE)]).toEqual([true, true]);
});

it('are found behind a line that was cut short by a full disk or a crash', async () => {
  const { directory, spent } = await openStage();
  await spent.add(ONE);
  await appendFile(join(directory, 'spent-tokens-2026-03.txt'), `\n${TWO.slice(0, 7)}`);
  await spent.add(THREE);
  expect([await spent.has(ONE), await spent.has(TWO), await spent.has(THREE)]).toEqual([true, false, true]);
});

it('stay for thirteen months, however wrong the clock is', async () => {
  const { directory, clock, spent } = await openStage();
  for (let month = 0; month < 15; month++) {
    await spent.add(String(month).padStart(16, '0'));
    clock.jumpWall(31 * DAY_MS);
  }
  const names = await readdir(directory);
  expect([names.length, names[0]]).toEqual([13, 'spent-tokens-2026-05.txt']);
  clock.jumpWall(9_000 * 365 * DAY_MS);
  await spent.add(ONE);
  expect(await readdir(directory)).toContain('spent-tokens-2026-06.txt');
  expect([await spent.has(ONE), await spent.has('14'.padStart(16, '0'))]).toEqual([true, true]);
});

it.each([
  ['a folder', (path: string) => mkdir(path), 'STORAGE_UNAVAILABLE'],
  ['a link', (path: string) => symlink('/dev/null', path), 'STORAGE_DENIED'],
])('cannot be asked where %s has the name of a month: that is no "no"', async (_what, put, code) => {
  const { directory, spent } = await openStage();
  await spent.add(ONE);
  const path = join(directory, 'spent-tokens-2026-02.txt');
  await put(path);
  const message = expect.stringContaining(path) as unknown;
  await expect(spent.has(TWO)).rejects.toMatchObject({ code, message });
});

it('say so when the disk took only a part', async () => {
  const { directory, clock } = await openStage();
  const open: typeof real.open = async (...given) => {
    const file = await real.open(...given);
    return Object.assign(file, { write: async () => ({ bytesWritten: 3, buffer: Buffer.alloc(0) }) });
  };
  const spent = createSpentTokensFiles({ directory, clock, fileSystem: { ...real, open } });
  await expect(spent.add(ONE)).rejects.toMatchObject({ code: 'STORAGE_FULL' });
});

it('add nothing where other users can write', async () => {
  const { directory, spent } = await openStage();
  await mkdir(directory);
  await real.chmod(directory, 0o777);
  await expect(spent.add(ONE)).rejects.toMatchObject({ code: 'STORAGE_DENIED' });
  expect(await readdir(directory)).toEqual([]);
});

it('do not ask files of other names', async () => {
  const { directory, spent } = await openStage();
  await mkdir(directory);
  for (const name of ['spent-tokens-2026-3.txt', 'spent-tokens-2026-03.txt.bak', 'spent-tokens.txt'])
    await writeFile(join(directory, name), `\n${ONE}\n`);
  expect(await spent.has(ONE)).toBe(false);
});
